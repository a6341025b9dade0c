"""The exact best: every allowed pair is considered, ties go to the lower id.

Plain Python on purpose. It is right by reading it, and it stays as the oracle that a faster
engine has to agree with, pair by pair. A bound that skips hopeless pairs was tried and gained
nothing (docs/benchmarks.md): most pairs fail a hard condition first.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from heapq import heappush, heapreplace

from jobs.matching.conditions import allows
from jobs.matching.facts import Opening, Person
from jobs.matching.score import Score, score
from jobs.matching.weights import WEIGHTS, Weights

PER_PERSON = 20
PER_OPENING = 200


@dataclass(frozen=True, slots=True)
class Pair:
    """A person who may take an opening, by their ids, with the score."""

    person: int
    opening: int
    score: Score


@dataclass(slots=True)
class Best:
    """The `n` best pairs offered so far: higher score first, then the lower id."""

    n: int
    heap: list[tuple[int, int, Pair]] = field(default_factory=list)

    def offer(self, key: int, pair: Pair) -> None:
        """`key` is the id that breaks ties."""
        entry = (pair.score.total, -key, pair)
        if len(self.heap) < self.n:
            heappush(self.heap, entry)
        elif self.n and entry[:2] > self.heap[0][:2]:
            heapreplace(self.heap, entry)

    def ranked(self) -> list[Pair]:
        return [pair for *_, pair in sorted(self.heap, key=lambda entry: entry[:2], reverse=True)]


def best_for_person(
    person: Person,
    openings: Iterable[Opening],
    n: int = PER_PERSON,
    weights: Weights = WEIGHTS,
) -> list[Pair]:
    """The `n` best openings for `person`, best first."""
    best = Best(n)
    for opening in openings:
        if allows(person, opening):
            best.offer(opening.id, Pair(person.id, opening.id, score(person, opening, weights)))
    return best.ranked()


def best_for_opening(
    opening: Opening,
    people: Iterable[Person],
    n: int = PER_OPENING,
    weights: Weights = WEIGHTS,
) -> list[Pair]:
    """The `n` best people for `opening`, best first."""
    best = Best(n)
    for person in people:
        if allows(person, opening):
            best.offer(person.id, Pair(person.id, opening.id, score(person, opening, weights)))
    return best.ranked()
