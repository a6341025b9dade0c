from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.notifications.hours import NOTICE, REMINDER

BISHKEK, MOSCOW, ALMATY = "+996700123456", "+79123456789", "+77710009998"
# A Friday.
FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)


@pytest.mark.parametrize(
    ("phone", "now", "opening"),
    [
        (BISHKEK, FRIDAY.replace(hour=4), None),  # 10:00
        (BISHKEK, FRIDAY.replace(hour=3, minute=59), FRIDAY.replace(hour=4)),
        (BISHKEK, FRIDAY.replace(hour=13), FRIDAY.replace(day=30, hour=4)),  # 19:00: Monday
        (MOSCOW, FRIDAY.replace(hour=4), FRIDAY.replace(hour=7)),  # 07:00
        (ALMATY, FRIDAY.replace(hour=5), None),  # 10:00, UTC+5 since 2024
    ],
)
def test_notices_keep_the_working_hours_of_the_phones_country(
    phone: str, now: datetime, opening: datetime | None
) -> None:
    assert NOTICE.next_opening(now, phone) == opening


def test_reminders_may_come_on_a_saturday_evening() -> None:
    assert REMINDER.next_opening(FRIDAY.replace(day=28, hour=14), BISHKEK) is None  # 20:00
    late = FRIDAY.replace(day=28, hour=16)
    assert REMINDER.next_opening(late, BISHKEK) == FRIDAY.replace(day=29, hour=2)


@given(st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC)))  # noqa: DTZ001
def test_the_next_opening_is_ahead_open_and_at_most_three_days_off(now: datetime) -> None:
    opening = NOTICE.next_opening(now, MOSCOW)
    if opening is not None:
        assert now < opening <= now + timedelta(days=3)
        assert NOTICE.next_opening(opening, MOSCOW) is None
