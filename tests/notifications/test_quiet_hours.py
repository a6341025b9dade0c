from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from backend.notifications import delivery
from backend.notifications.hours import (
    COUNTRIES,
    EVERY_DAY,
    NOTICE,
    REMINDER,
    Hours,
    country_of,
    first_moment,
)
from backend.notifications.models import Message
from backend.notifications.states import Lane, State
from reintegration.models import Returnee
from tests.notifications.conftest import AtHour, ScriptedGateway, Send, declare

BISHKEK, MOSCOW, ALMATY = "+996700123456", "+79123456789", "+77710009998"
# A Friday.
FRIDAY = datetime(2026, 11, 27, tzinfo=UTC)
SATURDAY = FRIDAY.replace(day=28)

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2030, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
HOURS = st.builds(
    lambda opens, length, days: Hours(time(opens), time(min(23, opens + length)), days),
    st.integers(0, 22),
    st.integers(1, 23),
    st.frozensets(st.integers(1, 7), min_size=1),
)


@pytest.mark.parametrize(
    ("phone", "now", "moment"),
    [
        (BISHKEK, FRIDAY.replace(hour=4), FRIDAY.replace(hour=4)),  # 10:00
        (BISHKEK, FRIDAY.replace(hour=3, minute=59), FRIDAY.replace(hour=4)),
        (BISHKEK, FRIDAY.replace(hour=13), FRIDAY.replace(day=30, hour=4)),  # 19:00: Monday
        (MOSCOW, FRIDAY.replace(hour=4), FRIDAY.replace(hour=7)),  # 07:00
        (ALMATY, FRIDAY.replace(hour=5), FRIDAY.replace(hour=5)),  # 10:00, UTC+5 since 2024
    ],
)
def test_notices_keep_the_working_hours_of_the_phones_country(
    phone: str, now: datetime, moment: datetime
) -> None:
    assert first_moment(phone, NOTICE, None, now) == moment


def test_a_country_may_be_stricter_than_the_kind() -> None:
    evening = SATURDAY.replace(hour=14)  # 19:00 in Almaty, 20:00 in Bishkek, 17:00 in Moscow
    assert first_moment(MOSCOW, REMINDER, None, evening) == evening
    assert first_moment(BISHKEK, REMINDER, None, evening) == SATURDAY.replace(day=29, hour=3)
    assert first_moment(ALMATY, REMINDER, None, evening) == SATURDAY.replace(day=30, hour=4)


def test_a_notice_waits_for_the_days_and_hours_a_person_gave() -> None:
    tuesday_noon = Hours(time(12), time(13), frozenset({2}))
    assert first_moment(BISHKEK, NOTICE, tuesday_noon, FRIDAY.replace(hour=5)) == datetime(
        2026, 12, 1, 6, tzinfo=UTC
    )


def test_the_kinds_hours_give_way_to_a_person_who_can_only_be_reached_outside_them() -> None:
    evenings = Hours(time(19), time(22))
    assert first_moment(BISHKEK, NOTICE, evenings, FRIDAY) == FRIDAY.replace(hour=13)


def test_a_person_who_can_only_be_reached_at_night_is_not_written_to_at_all() -> None:
    assert first_moment(BISHKEK, NOTICE, Hours(time(21), time(23)), FRIDAY) is None


@given(MOMENTS, st.sampled_from([*COUNTRIES, "+1"]), st.none() | HOURS)
def test_no_moment_is_ever_outside_the_country_or_the_persons_own_hours(
    now: datetime, prefix: str, own: Hours | None
) -> None:
    phone = f"{prefix}700123456"
    moment = first_moment(phone, NOTICE, own, now)
    if moment is not None:
        country = country_of(phone)
        local = moment.astimezone(ZoneInfo(country.zone))
        assert moment >= now
        for window in (country.hours, own or Hours(time.min, time.max, EVERY_DAY)):
            assert window.opens <= local.time() < window.closes
            assert local.isoweekday() in window.days
        assert moment == now or first_moment(phone, NOTICE, own, moment) == moment


@given(MOMENTS)
def test_without_own_hours_a_notice_waits_three_days_at_most(now: datetime) -> None:
    moment = first_moment(MOSCOW, NOTICE, None, now)
    assert moment is not None
    assert moment <= now + timedelta(days=3)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_worker")
def test_the_hours_of_the_file_steer_messages_about_it_but_not_codes(
    send: Send, operator: ScriptedGateway, anara: Returnee, at_hour: AtHour
) -> None:
    declare("test.notice", quiet_hours=True, expires_after=timedelta(days=1))
    Returnee.objects.filter(pk=anara.pk).update(contact_from=time(15), contact_until=time(17))
    at_hour(12)
    notice = send("notice", "test.notice", person=anara.public_id)
    other = send("other", "test.notice")
    code = send("code", "test.code", person=anara.public_id)
    for lane in (Lane.NORMAL, Lane.CODES):
        delivery.drain(lane)
    states = dict(Message.objects.values_list("pk", "state"))
    assert (states[notice.pk], states[other.pk], states[code.pk]) == (
        State.DEFERRED,
        State.ACCEPTED,
        State.ACCEPTED,
    )
    notice.refresh_from_db()
    assert notice.next_at == FRIDAY.replace(hour=9)


@pytest.mark.django_db
@pytest.mark.usefixtures("no_worker")
def test_half_given_hours_are_open_at_the_other_end(
    send: Send, operator: ScriptedGateway, anara: Returnee, at_hour: AtHour
) -> None:
    declare("test.notice", quiet_hours=True, expires_after=timedelta(days=1))
    Returnee.objects.filter(pk=anara.pk).update(contact_until=time(11))
    at_hour(10)
    message = send(kind="test.notice", person=anara.public_id)
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert message.state == State.ACCEPTED
