"""`make bench-assignment`: who is told, by auction, min-cost flow, greedily, and by plain lists.

All choose from the same made-up arcs: everybody's best 20, and a few openings in very many lists.
CPU seconds of one core. QUICK=1 leaves out the large table.
"""

import os
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from jobs.matching.auction import Arcs, choose
from jobs.matching.bidding import Flags, Ints32
from jobs.matching.compiled import njit
from tests.jobs.matching.flow import optimum

LIST = 20
PER_PERSON = 3
FIRST = 3000
POOL = 60

Load = NDArray[np.int64]
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Size:
    people: int
    openings: int
    per_place: int


SMALL, LARGE = Size(100_000, 10_000, 10), Size(1_000_000, 20_000, 20)


def main() -> None:
    choose(made_up(Size(100, 20, 1)))  # compiles, or reads the cache
    greedy(made_up(Size(100, 20, 1)))
    for size in (SMALL,) if os.environ.get("QUICK") else (SMALL, LARGE):
        table(made_up(size), size)


def table(arcs: Arcs, size: Size) -> None:
    print(f"\n{size.people:,} people × {size.openings:,} openings, {len(arcs.score):,} arcs,")
    print(f"{arcs.capacity.sum():,} notices at most, {PER_PERSON} a person, {FIRST} for the first")
    print("\n| | CPU s | worth kept, % | people with ≥ 1, % | openings with ≥ 1, % | Gini |")
    print("|---|---|---|---|---|---|")
    spent, best = timed(lambda: choose(arcs))
    print(row(f"auction, gap ≤ {best.gap:.4%}", spent, arcs, best.chosen, best.bound))
    slow, most = timed(lambda: optimum(arcs))
    if not best.value <= most <= best.bound:
        raise SystemExit("The certificate does not hold.")
    print(f"| OR-tools, the optimum | {slow:.2f} | {most / best.bound:.3%} | | | |")
    for name, way in (("greedy", greedy), ("plain top 3", plain)):
        took, chosen = timed(lambda way=way: way(arcs))  # type: ignore[misc]
        print(row(name, took, arcs, chosen, best.bound))
    lost = (most - best.value) / most
    print(f"\nThe auction is {slow / spent:.1f} times as fast as OR-tools,", end=" ")
    print(f"{lost:.6%} below the optimum, with {best.bids:,} bids.")


def row(name: str, spent: float, arcs: Arcs, sent: Flags, bound: int) -> str:
    """Of what was sent only what an opening has room for counts: its best."""
    kept = within_capacity(arcs, sent)
    load = np.bincount(arcs.opening[sent], minlength=len(arcs.capacity))
    reached = np.bincount(arcs.opening, minlength=len(arcs.capacity)) > 0
    people = told(arcs, kept)
    worth = arcs.score[kept].sum(dtype=np.int64) + FIRST * people.sum()
    return (
        f"| {name} | {spent:.2f} | {worth / bound:.3%} | {people.mean():.1%} "
        f"| {(load[reached] > 0).mean():.1%} | {gini(load[reached] / arcs.capacity[reached]):.3f} |"
    )


def within_capacity(arcs: Arcs, sent: Flags) -> Flags:
    at = np.flatnonzero(sent)
    at = at[np.lexsort((-arcs.score[at], arcs.opening[at]))]
    where = arcs.opening[at]
    place = np.arange(len(at)) - np.searchsorted(where, where)
    kept = np.zeros(len(sent), np.bool_)
    kept[at[place < arcs.capacity[where]]] = True
    return kept


def told(arcs: Arcs, chosen: Flags) -> Flags:
    before = np.concatenate(([0], np.cumsum(chosen)))
    return np.asarray(before[arcs.start[1:]] > before[arcs.start[:-1]])


def gini(load: NDArray[np.float64]) -> float:
    ranked = np.sort(load)
    ranks = 2 * np.arange(1, len(ranked) + 1) - len(ranked) - 1
    return float(ranks @ ranked / (len(ranked) * ranked.sum()))


def greedy(arcs: Arcs) -> Flags:
    """The best score first, twice: everybody's first notice, then the others."""
    order = np.argsort(-arcs.score, kind="stable")
    owner = np.repeat(np.arange(len(arcs.limit)), np.diff(arcs.start))
    free, chosen = arcs.capacity.copy(), np.zeros(len(arcs.score), np.bool_)
    count = np.zeros(len(arcs.limit), np.int64)
    for limit in (1, PER_PERSON):
        take(order, owner, arcs.opening, free, count, chosen, limit)
    return chosen


@njit
def take(
    order: Load, owner: Load, opening: Ints32, free: Load, count: Load, chosen: Flags, limit: int
) -> None:
    for arc in order:
        person, at = owner[arc], opening[arc]
        if not chosen[arc] and free[at] > 0 and count[person] < limit:
            chosen[arc] = True
            free[at] -= 1
            count[person] += 1


def plain(arcs: Arcs) -> Flags:
    """Everybody's best three, whoever else is sent there."""
    return np.arange(len(arcs.score)) - np.repeat(arcs.start[:-1], LIST) < PER_PERSON


def made_up(size: Size) -> Arcs:
    """Each person's best 20 of the 60 openings they come across; a few are met by most."""
    dice = np.random.default_rng(size.people)
    wanted = dice.integers(0, 2500, size.openings)
    blocks = [block(dice, size, wanted, n) for n in chunks(size.people)]
    opening = np.concatenate([one for one, _ in blocks])
    score = np.concatenate([two for _, two in blocks])
    return Arcs(
        start=np.arange(0, len(score) + 1, LIST),
        opening=opening,
        score=score,
        limit=np.full(size.people, PER_PERSON, np.int32),
        capacity=size.per_place * dice.choice([1, 1, 1, 2, 5], size.openings).astype(np.int64),
        bonus=np.full(size.people, FIRST, np.int32),
    )


def chunks(people: int) -> list[int]:
    at_once = 50_000
    return [min(at_once, people - done) for done in range(0, people, at_once)]


def block(
    dice: np.random.Generator, size: Size, wanted: Load, people: int
) -> tuple[Ints32, Ints32]:
    """Openings and scores of some people, the best first, each opening once a person."""
    met = np.sort((size.openings * dice.random((people, POOL)) ** 2).astype(np.int64), axis=1)
    score = 3500 + wanted[met] + dice.integers(0, 4500, met.shape)
    score[:, 1:][met[:, 1:] == met[:, :-1]] = 0  # met twice
    best = np.argsort(-score, axis=1)[:, :LIST]
    opening = np.take_along_axis(met, best, 1).astype(np.int32)
    return opening.ravel(), np.take_along_axis(score, best, 1).astype(np.int32).ravel()


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    main()
