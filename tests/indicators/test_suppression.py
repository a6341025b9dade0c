"""Outside the office no number points at single people."""

from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.models import User
from backend.indicators.outcomes import Row
from backend.indicators.suppression import shown_rows
from backend.lib.small_groups import SMALLEST_SHOWN
from reintegration.actions.journey import record_event
from reintegration.models import Returnee
from reintegration.states import JourneyKind
from tests.conftest import Api


def people_shown(counts: list[int], *, hide: bool = True) -> list[int | None]:
    rows = [Row(str(number), people=count) for number, count in enumerate(counts)]
    return [row.people for row in shown_rows(rows, hide=hide)]


def test_a_small_group_is_hidden_and_one_more_with_it() -> None:
    assert people_shown([40, 3, 12]) == [40, None, None]


def test_two_small_groups_that_are_small_together_hide_one_more() -> None:
    assert people_shown([40, 1, 2, 12]) == [40, None, None, None]
    assert people_shown([40, 3, 2, 12]) == [40, None, None, 12]


def test_inside_the_office_everything_is_shown() -> None:
    assert people_shown([40, 3, 12], hide=False) == [40, 3, 12]


@given(st.lists(st.integers(0, 30), max_size=8))
def test_no_small_number_is_ever_shown_nor_can_be_subtracted(counts: list[int]) -> None:
    seen = people_shown(counts)
    assert all(count is None or count == 0 or count >= SMALLEST_SHOWN for count in seen)
    hidden = sum(count for count, told in zip(counts, seen, strict=True) if told is None)
    assert hidden == 0 or hidden >= SMALLEST_SHOWN or hidden == sum(counts)


def test_an_observer_sees_neither_one_person_nor_today(
    api: Api, anara: Returnee, observer: User
) -> None:
    record_event(JourneyKind.REGISTERED, returnee=anara, by=None)
    answer = api(observer).get("/api/v1/outcomes/").json()
    assert answer["rows"] == []
    assert "-01T00:00:00" in answer["known_on"]
