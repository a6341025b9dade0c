"""The arithmetic of the fairness report."""

import pytest

from backend.indicators.fairness import Counts, shown_groups, wilson


def counts(group: str = "", **fields: float) -> Counts:
    usual = {"people": 100, "listed": 80, "exposure": 200.0, "sought": 120}
    usual |= {"told": 40, "notices": 60, "hired": 20}
    return Counts(group=group, **usual | fields)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("count", "of", "low", "high"),
    [(10, 100, 0.0552, 0.1744), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0)],
)
def test_wilsons_interval_is_the_published_one(
    count: int, of: int, low: float, high: float
) -> None:
    assert wilson(count, of) == pytest.approx((low, high), abs=0.0005)


def test_a_group_is_set_beside_everybody() -> None:
    whole = counts()
    women = counts("female", people=50, listed=20, exposure=50.0, sought=60, hired=10)
    men = counts("male", people=50, listed=45, exposure=150.0, sought=60, hired=10)
    _, shown, _ = shown_groups(whole, [women, men])
    assert shown.listed is not None
    assert (shown.listed.share, shown.listed.ratio, shown.listed.apart) == (0.4, 0.5, True)
    assert shown.exposure is not None
    assert (shown.exposure.mean, shown.exposure.ratio) == (1.0, 0.5)
    assert shown.hired is not None
    assert shown.hired.ratio == pytest.approx(1.0)
    assert not shown.hired.apart


def test_a_small_group_is_hidden_and_the_next_smallest_with_it() -> None:
    groups = [
        counts("yes", people=3, listed=2),
        counts("no", people=30, listed=24),
        counts("unsaid", people=67, listed=54),
    ]
    whole, small, next_smallest, largest = shown_groups(counts(), groups)
    assert [group.people for group in (small, next_smallest)] == [None, None]
    assert [group.exposure for group in (small, next_smallest)] == [None, None]
    assert (whole.people, largest.people) == (100, 67)


def test_few_hires_hide_all_that_tells_them() -> None:
    groups = [counts("a", hired=2), counts("b", hired=18), counts("c", hired=30)]
    _, few, more, _ = shown_groups(counts(hired=50), groups)
    for group in (few, more):
        assert (group.sought, group.told, group.notices, group.hired) == (None,) * 4
        assert group.listed is not None


def test_the_few_who_were_hired_and_look_no_more_are_not_read_from_a_difference() -> None:
    one, other = counts("a", people=117), counts("b", people=90)
    _, shown, _ = shown_groups(counts(people=207, sought=240), [one, other])
    assert (shown.people, shown.sought) == (117, None)


def test_an_empty_group_has_no_shares() -> None:
    nobody = counts(people=0, listed=0, exposure=0.0, sought=0, told=0, notices=0, hired=0)
    [whole] = shown_groups(nobody, [])
    assert (whole.people, whole.listed, whole.hired) == (0, None, None)
