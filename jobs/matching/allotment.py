"""Who is told of which match, when places and patience are limited.

Greedy: the best pair first, with a bonus for a person who has not been told of anything this
week, so that the same few do not get every message. Part 2 puts an optimum in its place.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from heapq import heapify, heappop, heappush


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`per_person` notices in `days`; `per_place` notices for each place of a vacancy, ever."""

    per_person: int
    days: int
    per_place: int
    first_bonus: int
    least_score: int


# Below 4,000 points neither the work nor the skills fit: a message would only annoy.
LIMITS = Limits(per_person=3, days=7, per_place=10, first_bonus=3000, least_score=4000)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that could be told. `match` is its id, the others are the ids of the pair."""

    match: int
    person: int
    opening: int
    score: int


def allot(
    candidates: Iterable[Candidate],
    *,
    told: Mapping[int, int],
    places: Mapping[int, int],
    used: Mapping[int, int],
    limits: Limits = LIMITS,
) -> list[Candidate]:
    """The candidates to tell, in the order in which they were chosen.

    `told` is notices of the last days by person, `places` the places of each opening, `used`
    the notices it has had. Ties go to the lower opening, then the lower person.
    """
    of_person, of_opening = Counter(told), Counter(used)
    chosen: list[Candidate] = []
    queue = [
        (_rank(one, of_person, limits), one.opening, one.person, one)
        for one in candidates
        if one.score >= limits.least_score
    ]
    heapify(queue)
    while queue:
        rank, *_, one = heappop(queue)
        if of_person[one.person] >= limits.per_person:
            continue
        if of_opening[one.opening] >= limits.per_place * places[one.opening]:
            continue
        now = _rank(one, of_person, limits)
        if now != rank:  # the bonus is gone since it was queued
            heappush(queue, (now, one.opening, one.person, one))
            continue
        chosen.append(one)
        of_person[one.person] += 1
        of_opening[one.opening] += 1
    return chosen


def _rank(one: Candidate, of_person: Mapping[int, int], limits: Limits) -> int:
    """Lower comes first."""
    return -one.score if of_person[one.person] else -one.score - limits.first_bonus
