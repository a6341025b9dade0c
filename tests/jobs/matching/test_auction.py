"""The choice of notices against OR-tools' min-cost flow, and its certificate."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching import auction
from jobs.matching.auction import Arcs, Choice, choose
from jobs.matching.bidding import Ints
from tests.jobs.matching.flow import optimum

ROWS = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.integers(1, 10_800)),
    unique_by=lambda row: row[:2],
    max_size=30,
)
TIED = st.lists(
    st.tuples(st.integers(0, 6), st.integers(0, 4), st.sampled_from([1, 5000])),
    unique_by=lambda row: row[:2],
    max_size=30,
)
LIMITS = st.lists(st.integers(0, 3), min_size=7, max_size=7)
CAPACITIES = st.lists(st.integers(0, 4), min_size=5, max_size=5)
BONUSES = st.lists(st.sampled_from([0, 1, 3000]), min_size=7, max_size=7)


def arcs(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int], bonus: list[int]
) -> Arcs:
    """Rows are (person, opening, score)."""
    columns = np.array(sorted(rows), np.int64).reshape(-1, 3)
    return Arcs(
        start=np.searchsorted(columns[:, 0], np.arange(len(limit) + 1)).astype(np.int64),
        opening=columns[:, 1].astype(np.int32),
        score=columns[:, 2].astype(np.int32),
        limit=np.array(limit, np.int32),
        capacity=np.array(capacity, np.int64),
        bonus=np.array(bonus, np.int32),
    )


def owners(one: Arcs) -> Ints:
    return np.repeat(np.arange(len(one.limit)), np.diff(one.start))


def check(one: Arcs, found: Choice) -> None:
    """The limits hold, the worth is what was chosen, and the certificate is true."""
    of_person = np.bincount(owners(one)[found.chosen], minlength=len(one.limit))
    of_opening = np.bincount(one.opening[found.chosen], minlength=len(one.capacity))
    assert (of_person <= one.limit).all()
    assert (of_opening <= one.capacity).all()
    assert found.value == one.score[found.chosen].sum() + one.bonus[of_person > 0].sum()
    assert found.value <= optimum(one) <= found.bound


@settings(deadline=None)  # the first call compiles
@given(ROWS | TIED, LIMITS, CAPACITIES, BONUSES)
def test_the_choice_is_the_best_within_a_gap_that_is_proven(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int], bonus: list[int]
) -> None:
    one = arcs(rows, limit, capacity, bonus)
    found = choose(one)
    check(one, found)
    assert found.is_proven


@settings(deadline=None)  # the first call compiles
@given(ROWS | TIED, LIMITS, CAPACITIES, BONUSES, st.integers(1, 20))
def test_the_certificate_is_true_wherever_the_bidding_stops(
    rows: list[tuple[int, int, int]],
    limit: list[int],
    capacity: list[int],
    bonus: list[int],
    budget: int,
) -> None:
    one = arcs(rows, limit, capacity, bonus)
    check(one, auction._round(one, auction._market(one), auction.COARSE, budget, None)[0])


@settings(deadline=None)  # the first call compiles
@given(ROWS | TIED, LIMITS, CAPACITIES, BONUSES)
def test_who_goes_for_the_best_score_first_never_does_better(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int], bonus: list[int]
) -> None:
    one = arcs(rows, limit, capacity, bonus)
    assert greedy_worth(one) <= choose(one).bound


def greedy_worth(one: Arcs) -> int:
    owner, worth = owners(one), 0
    count, free = np.zeros(len(one.limit), int), one.capacity.copy()
    for arc in np.argsort(-one.score, kind="stable"):
        person, at = owner[arc], one.opening[arc]
        if count[person] < one.limit[person] and free[at]:
            worth += int(one.score[arc]) + (0 if count[person] else int(one.bonus[person]))
            count[person] += 1
            free[at] -= 1
    return worth


@settings(deadline=None)  # the first call compiles
@given(ROWS | TIED, LIMITS, CAPACITIES)
def test_the_same_arcs_give_the_same_choice(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int]
) -> None:
    first, again = (choose(arcs(rows, limit, capacity, [3000] * 7)) for _ in range(2))
    assert (first.chosen == again.chosen).all()
    assert (first.value, first.bound, first.bids) == (again.value, again.bound, again.bids)


def test_greed_loses_what_the_auction_finds() -> None:
    one = arcs([(0, 0, 9000), (0, 1, 8900), (1, 0, 8000)], [1, 1], [1, 1], [0, 0])
    assert (greedy_worth(one), choose(one).value) == (9000, 16_900)


@pytest.mark.parametrize(
    ("rows", "limit", "capacity"),
    [([], [], []), ([], [3], [2]), ([(0, 0, 500)], [3], [0]), ([(0, 0, 500)], [0], [2])],
)
def test_where_nobody_can_be_told_nothing_is_chosen_and_nothing_promised(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int]
) -> None:
    found = choose(arcs(rows, limit, capacity, [3000] * len(limit)))
    assert (found.chosen.sum(), found.value, found.bound, found.gap) == (0, 0, 0, 0)


def test_when_all_want_one_opening_the_best_get_it_and_its_price_says_so() -> None:
    rows = [(person, 0, 4000 + person) for person in range(1000)]
    found = choose(arcs(rows, [3] * 1000, [20, 5], [0] * 1000))
    assert found.chosen.nonzero()[0].tolist() == list(range(980, 1000))
    assert found.prices[0] >= 4979
    assert found.prices[1] == 0


def test_a_crowd_of_equals_is_served_though_no_score_tells_them_apart() -> None:
    rows = [(person, at, 5000) for person in range(300) for at in range(20)]
    found = choose(arcs(rows, [3] * 300, [5] * 20, [3000] * 300))
    assert found.chosen.sum() == 100
    assert found.value == 100 * 8000
    assert found.is_proven
