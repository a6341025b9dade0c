"""Of pairs that were found, how many points each part of the score gave, over columns.

The two searches need the sum alone. A match keeps its parts, so they are worked out for the few
pairs that were found, and their sum is the score (tests/jobs/matching/test_parts.py).
"""

from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, People, Places, Vocabulary
from jobs.matching.columns import Worth, worth_of
from jobs.matching.compiled import njit
from jobs.matching.digits import digits_of
from jobs.matching.score import RELATED_DIGITS
from jobs.matching.scoring import distance_points, education_points, wage_points
from jobs.matching.units import fresh_points
from jobs.matching.weights import Weights

# The columns of what `points_of` returns; recency is the opening's alone.
PARTS = (
    "required",
    "wished",
    "occupation",
    "experience",
    "education",
    "wage",
    "distance",
    "recency",
)


def points_of(
    people: People,
    openings: Openings,
    places: Places,
    words: Vocabulary,
    pairs: tuple[Ints, Ints],
    weights: Weights,
) -> Ints:
    """int16 [pair, part] for `pairs`, which are (rows of people, rows of openings)."""
    persons, offers = pairs
    points = np.zeros((len(persons), len(PARTS)), np.int16)
    digits, worth = digits_of(words.isco), worth_of(weights)
    place, work = people.place[persons], openings.place[offers]
    known = (place != NONE) & (work != NONE)
    km = np.where(known, places.km[place, work], NONE) if len(places.spots) else known + NONE
    local = places.country[place] == openings.country[offers] if len(places.spots) else known
    _by_work(
        points, persons, offers, people.work.start, people.work.values, people.months,
        openings.isco, openings.months, digits, worth,
    )  # fmt: skip
    _by_terms(
        points, people.floor[persons], people.currency[persons], people.education[persons],
        people.commute_km[persons], openings.pay[offers], openings.currency[offers],
        openings.education[offers], km.astype(np.int32), local, worth,
    )  # fmt: skip
    required = openings.required.start, openings.required.values
    wished = openings.wished.start, openings.wished.values
    has = people.skills.start, people.skills.values
    _by_skills(points[:, 0], persons, offers, *has, *required, worth.required)
    _by_skills(points[:, 1], persons, offers, *has, *wished, worth.wished)
    # Nothing wished, nothing missing; and the occupation stands for skills that nobody named.
    none_asked = np.diff(openings.required.start)[offers] == 0
    instead = worth.required * points[:, 2].astype(np.int64) // worth.occupation[4]
    points[none_asked, 0] = instead[none_asked]
    points[np.diff(openings.wished.start)[offers] == 0, 1] = worth.wished
    points[:, 7] = fresh_points(openings.age_days[offers], weights)
    return points


@njit
def _by_work(
    points: Ints, persons: Ints, offers: Ints, start: Ints, work: Ints, done: Ints,
    isco: Ints, asked: Ints, digits: Ints, worth: Worth,
) -> None:  # fmt: skip
    """Fill in occupation and experience."""
    for pair in range(len(persons)):
        shared, related = 0, 0
        kind = isco[offers[pair]]
        for at in range(start[persons[pair]], start[persons[pair] + 1]):
            same: Any = np.int64(digits[work[at], kind])
            shared = max(shared, same)
            if same >= RELATED_DIGITS:
                related += done[at]
        months: Any = np.int64(asked[offers[pair]])
        points[pair, 2] = worth.occupation[shared]
        points[pair, 3] = worth.experience
        if months:
            points[pair, 3] = worth.experience * min(related, months) // months


@njit
def _by_terms(
    points: Ints, floor: Ints, currency: Ints, education: Ints, commute_km: Ints,
    pay: Ints, paid_in: Ints, wanted: Ints, km: Ints, local: Ints, worth: Worth,
) -> None:  # fmt: skip
    """Fill in education, wage and distance."""
    for pair in range(len(floor)):
        comparable = floor[pair] != NONE and currency[pair] == paid_in[pair]
        level: Any = np.int64(wanted[pair])
        has: Any = np.int64(education[pair])
        way: Any = np.int64(commute_km[pair])
        far: Any = np.int64(km[pair])
        points[pair, 4] = education_points(worth, level, has)
        points[pair, 5] = wage_points(worth, pay[pair], floor[pair], comparable)
        points[pair, 6] = distance_points(worth, far, way, local[pair])


@njit
def _by_skills(
    points: Ints, persons: Ints, offers: Ints, has_start: Ints, has: Ints,
    asked_start: Ints, asked: Ints, most: int,
) -> None:  # fmt: skip
    """The share of asked skills that the person has. Both lists ascend."""
    for pair in range(len(persons)):
        own, end = has_start[persons[pair]], has_start[persons[pair] + 1]
        first, last = asked_start[offers[pair]], asked_start[offers[pair] + 1]
        had = 0
        for at in range(first, last):
            while own < end and has[own] < asked[at]:
                own += 1
            if own < end and has[own] == asked[at]:
                had += 1
        if last > first:
            points[pair] = most * had // (last - first)
