"""The choice of notices against OR-tools' min-cost flow, and its certificate."""

import subprocess
import sys
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching import auction
from jobs.matching.auction import Arcs, Choice, choose
from jobs.matching.bidding import PARTS
from tests.jobs.matching.arcs import arcs, crowded, owners
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
@given(st.builds(crowded, st.integers(0, 1 << 32)))
def test_a_crowd_that_wants_the_same_gets_the_best_choice_too(one: Arcs) -> None:
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
def test_bidding_begins_no_higher_than_one_place_more_would_be_worth(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int], bonus: list[int]
) -> None:
    one = arcs(rows, limit, capacity, bonus)
    market = auction._market(one)
    for at in np.flatnonzero(one.capacity):
        more = one.capacity.copy()
        more[at] += 1
        worth = optimum(replace(one, capacity=more)) - optimum(one)
        assert market.least[at] <= PARTS * worth


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


SEEDS = range(40)
SLOWLY = """
import sys
sys.modules["numba"] = None
from jobs.matching.auction import choose
from tests.jobs.matching.arcs import crowded
for seed in range({}):
    one = choose(crowded(seed))
    print(one.value, one.bound, one.bids, *one.chosen.nonzero()[0], *one.prices)
"""


def test_without_numba_the_same_is_chosen() -> None:
    """And it is right: with numba the same arcs are held against OR-tools."""
    code = SLOWLY.format(len(SEEDS))
    told = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
    assert "numba is not installed" in told.stderr
    for seed, line in zip(SEEDS, told.stdout.splitlines(), strict=True):
        one = choose(crowded(seed))
        check(crowded(seed), one)
        said = [one.value, one.bound, one.bids, *one.chosen.nonzero()[0], *one.prices]
        assert line == " ".join(map(str, said))


def test_scores_too_high_for_the_words_of_the_loops_are_refused() -> None:
    with pytest.raises(ValueError, match="below 1048576 points"):
        choose(arcs([(0, 0, 1 << 20)], [1], [1], [0]))
