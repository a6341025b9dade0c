from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching import allotment
from jobs.matching.allotment import Limits

TIGHT = Limits(per_person=2, days=7, per_place=2, first_bonus=3000, least_score=100)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A match that could be told."""

    match: int
    person: int
    opening: int
    score: int


def allot(offered: list[Candidate], **limits: Any) -> list[Candidate]:
    columns = [(one.person, one.opening, one.score) for one in offered]
    person, opening, score = np.array(columns, np.int64).reshape(-1, 3).T
    return [offered[row] for row in allotment.allot(person, opening, score, **limits).rows]


def candidates(*rows: tuple[int, int, int]) -> list[Candidate]:
    return [Candidate(number, *row) for number, row in enumerate(rows, 1)]


def pairs(chosen: list[Candidate]) -> list[tuple[int, int]]:
    return [(one.person, one.opening) for one in chosen]


def test_the_best_score_is_told_first() -> None:
    found = allot(
        candidates((1, 1, 500), (2, 1, 900), (3, 1, 700)),
        told={},
        places={1: 1},
        used={},
        limits=TIGHT,
    )
    assert pairs(found) == [(2, 1), (3, 1)]


def test_a_first_notice_comes_before_somebodys_second() -> None:
    found = allot(
        candidates((1, 1, 9000), (1, 2, 8900), (2, 2, 6500)),
        told={},
        places={1: 1, 2: 1},
        used={2: 1},
        limits=TIGHT,
    )
    assert pairs(found) == [(1, 1), (2, 2)]


def test_the_bonus_does_not_carry_a_poor_match_past_a_far_better_one() -> None:
    found = allot(
        candidates((1, 1, 9000), (1, 2, 8900), (2, 2, 5800)),
        told={},
        places={1: 1, 2: 1},
        used={2: 1},
        limits=TIGHT,
    )
    assert pairs(found) == [(1, 1), (1, 2)]


def test_what_was_told_before_counts() -> None:
    rows = candidates((1, 1, 900), (2, 1, 800))
    assert pairs(allot(rows, told={1: 2}, places={1: 1}, used={}, limits=TIGHT)) == [(2, 1)]
    assert allot(rows, told={}, places={1: 1}, used={1: 2}, limits=TIGHT) == []


def test_where_no_place_is_left_nobody_is_told() -> None:
    rows = candidates((1, 1, 900), (2, 1, 800))
    assert allot(rows, told={}, places={1: 0}, used={}, limits=TIGHT) == []


def test_a_match_that_hardly_fits_is_not_worth_a_message() -> None:
    assert allot(candidates((1, 1, 99)), told={}, places={1: 5}, used={}, limits=TIGHT) == []


ROWS = st.lists(
    st.tuples(st.integers(1, 6), st.integers(1, 5), st.integers(0, 10_800)),
    unique_by=lambda row: row[:2],
    max_size=30,
)
COUNTS = st.dictionaries(st.integers(1, 6), st.integers(0, 3))


@settings(deadline=None)  # the first call compiles
@given(ROWS, COUNTS, COUNTS)
def test_no_limit_is_ever_passed_and_nothing_that_fits_is_left_out(
    rows: list[tuple[int, int, int]], told: dict[int, int], used: dict[int, int]
) -> None:
    places = dict.fromkeys(range(1, 6), 1)
    offered = candidates(*rows)
    chosen = allot(offered, told=told, places=places, used=used, limits=TIGHT)
    of_person = Counter(told) + Counter(one.person for one in chosen)
    of_opening = Counter(used) + Counter(one.opening for one in chosen)
    for one in chosen:
        assert of_person[one.person] <= TIGHT.per_person
        assert of_opening[one.opening] <= TIGHT.per_place
    for one in set(offered) - set(chosen):
        assert (
            of_person[one.person] >= TIGHT.per_person
            or of_opening[one.opening] >= TIGHT.per_place
            or one.score < TIGHT.least_score
        )


@settings(deadline=None)  # the first call compiles
@given(ROWS)
def test_the_order_of_input_changes_nothing(rows: list[tuple[int, int, int]]) -> None:
    places = dict.fromkeys(range(1, 6), 1)
    offered = candidates(*rows)
    forwards = allot(offered, told={}, places=places, used={}, limits=TIGHT)
    assert forwards == allot(offered[::-1], told={}, places=places, used={}, limits=TIGHT)
