"""Callbacks and polls: what they prove, once, in any order; and what they cannot change."""

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from backend.notifications import callbacks, delivery, polling, sweeping
from backend.notifications.claims import begin, claim
from backend.notifications.gateways.base import Caps, NotAccepted, Report, Unknown
from backend.notifications.models import Attempt, Message, ProviderEvent
from backend.notifications.settling import Ended, settle
from backend.notifications.states import Lane, State
from tests.notifications.conftest import AskedGateway, ReportingGateway, Send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]

# Each report only moves a message on along this line.
IN_ORDER = (State.SENT, State.EXPIRED_AT_PROVIDER, State.UNDELIVERED, State.DELIVERED)


def sent(send: Send, key: str = "key") -> Message:
    message = send(key)
    delivery.drain(Lane.NORMAL)
    return message


def key_of(message: Message) -> str:
    return message.attempts.order_by("-number")[0].provider_key


def call(body: str, door: str = "right") -> int:
    path = f"/callbacks/reporting/{door}/reports/"
    return Client().post(path, body, content_type="text/plain").status_code


def told(message: Message, state: State, body: str = "") -> Message:
    """The gateway calls, and a worker applies it."""
    assert call(f"{key_of(message)} {state} {body}") == 200
    callbacks.apply()
    message.refresh_from_db()
    return message


def test_a_report_moves_a_taken_message_on(send: Send, reporting: ReportingGateway) -> None:
    message = sent(send)
    assert told(message, State.SENT).state == State.SENT
    assert told(message, State.DELIVERED).state == State.DELIVERED
    assert message.delivered_at is not None


def test_the_same_callback_again_changes_nothing(send: Send, reporting: ReportingGateway) -> None:
    message = sent(send)
    told(message, State.DELIVERED)
    before = Message.objects.values().get()
    told(message, State.DELIVERED)
    assert Message.objects.values().get() == before
    assert ProviderEvent.objects.count() == 1


@given(data=st.data())
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_callbacks_three_times_in_any_order_end_in_one_state_whatever_strangers_say(
    send: Send, reporting: ReportingGateway, data: st.DataObject
) -> None:
    message = sent(send, f"key-{Message.objects.count()}")
    told_before = ProviderEvent.objects.count()
    told = data.draw(st.lists(st.sampled_from(IN_ORDER), min_size=1, unique=True))
    forged = [("guessed", state) for state in IN_ORDER]
    calls = data.draw(st.permutations([("right", state) for state in told] * 3 + forged))
    for door, state in calls:
        known = door == "right"
        assert call(f"{key_of(message)} {state}", door) == (200 if known else 404)
        callbacks.apply()
    message.refresh_from_db()
    assert message.state == max(told, key=IN_ORDER.index)
    assert ProviderEvent.objects.count() - told_before == len(told)


def test_a_forged_callback_changes_nothing_and_a_broken_one_neither(
    send: Send, reporting: ReportingGateway, caplog: pytest.LogCaptureFixture
) -> None:
    message = sent(send)
    body = f"{key_of(message)} {State.DELIVERED}"
    assert call(body, door="guessed") == 404
    assert call("nonsense") == 400
    assert call("x" * 300_000) == 413
    assert Client().get("/callbacks/nobody/right/reports/").status_code == 404
    callbacks.apply()
    message.refresh_from_db()
    assert (message.state, ProviderEvent.objects.count()) == (State.ACCEPTED, 0)
    assert "/right/" not in caplog.text  # the address is the secret


def test_a_report_that_comes_before_the_answer_waits_for_it(
    send: Send, reporting: ReportingGateway
) -> None:
    message = send()
    mine = claim(Lane.NORMAL).claims[0]
    assert begin([mine])
    assert told(message, State.DELIVERED).state == State.SENDING
    settle([Ended(mine, reporting.send(mine.sms))])
    with time_machine.travel(timezone.now() + timedelta(seconds=15)):
        callbacks.apply()
    message.refresh_from_db()
    assert message.state == State.DELIVERED


def test_a_report_about_an_unknown_sms_is_answered_and_kept_three_days(
    send: Send, reporting: ReportingGateway, caplog: pytest.LogCaptureFixture
) -> None:
    assert call(f"nosuchkey {State.DELIVERED}") == 200
    callbacks.apply()
    assert callbacks.are_due() is False
    with time_machine.travel(timezone.now() + timedelta(hours=2)):
        assert callbacks.are_due()
    with time_machine.travel(timezone.now() + timedelta(hours=73)):
        callbacks.apply()
        assert "1 unknown SMS" in caplog.text
    assert ProviderEvent.objects.get().look_at is None


def test_a_report_settles_a_parked_message_even_past_its_life(
    send: Send, reporting: ReportingGateway
) -> None:
    reporting.answers = [Unknown("read_timeout")]
    message = sent(send)
    Message.objects.update(expires_at=timezone.now())
    sweeping.expire()
    assert told(message, State.DELIVERED).state == State.DELIVERED
    assert message.attempts.get().detail == "by_report"
    assert not Message.objects.parked().exists()


def test_an_unsigned_report_on_an_uncertain_message_is_asked_about_before_it_counts(
    send: Send, reporting: ReportingGateway
) -> None:
    reporting.caps = Caps(reports="push", queryable=True)
    reporting.answers = [Unknown("read_timeout")]
    message = sent(send)
    assert told(message, State.DELIVERED).state == State.UNKNOWN
    assert message.attempts.get().ask_at <= timezone.now()


@pytest.mark.parametrize("end", [State.DELIVERED, State.UNDELIVERED, State.EXPIRED_AT_PROVIDER])
def test_an_unsigned_end_counts_when_the_gateway_says_so_itself(
    send: Send, hinting: ReportingGateway, end: State
) -> None:
    message = sent(send)
    assert told(message, end).state == State.ACCEPTED
    hinting.news = [[Report(end, key=key_of(message))]]
    assert polling.poll() == 1
    message.refresh_from_db()
    assert message.state == end
    assert message.attempts.get().ask_at is None


def test_a_forged_end_is_asked_about_and_changes_nothing(
    send: Send, hinting: ReportingGateway
) -> None:
    message = sent(send)
    told(message, State.UNDELIVERED)
    hinting.news = [[Report(State.SENT, key=key_of(message))]]
    polling.poll()
    message.refresh_from_db()
    assert message.state == State.SENT
    assert message.attempts.get().ask_at > timezone.now()  # asked again in its time
    hinting.news = [RuntimeError("the gateway is down")]
    told(message, State.DELIVERED, "again")
    polling.poll()
    message.refresh_from_db()
    assert message.state == State.SENT


def test_a_late_unsigned_end_is_asked_about_once(send: Send, hinting: ReportingGateway) -> None:
    message = sent(send)
    Message.objects.update(sent_at=timezone.now() - timedelta(hours=73))
    sweeping.close_unreported()
    assert told(message, State.DELIVERED).state == State.NO_REPORT
    assert (polling.poll(), message.attempts.get().ask_at) == (1, None)


@pytest.mark.parametrize(
    ("caps", "state"),
    [
        (Caps(reports="push", signed=True), State.DELIVERED),  # proven by its signature
        (Caps(reports="push"), State.SENT),  # on its way: nothing ends by it
    ],
)
def test_what_is_signed_or_ends_nothing_is_not_asked_about(
    send: Send, hinting: ReportingGateway, caps: Caps, state: State
) -> None:
    hinting.caps = caps
    message = sent(send)
    assert told(message, state).state == state
    assert polling.poll() == 0


def test_a_report_on_a_refused_attempt_is_an_alarm_and_changes_nothing(
    send: Send, reporting: ReportingGateway, caplog: pytest.LogCaptureFixture
) -> None:
    reporting.answers = [NotAccepted("busy")]
    message = sent(send)
    assert told(message, State.DELIVERED).state == State.RETRY
    assert "which ended" in caplog.text


def test_a_gateway_that_only_answers_is_polled_until_it_knows_the_end(
    send: Send, polled: ReportingGateway
) -> None:
    message = sent(send)
    first = message.attempts.get().ask_at
    assert timezone.now() + timedelta(seconds=40) < first < timezone.now() + timedelta(seconds=80)
    polled.news = [[Report(State.SENT, key=key_of(message))], [], RuntimeError("broken adapter")]
    for hours in (1, 2, 4):
        with time_machine.travel(timezone.now() + timedelta(hours=hours)):
            polling.poll()
    message.refresh_from_db()
    assert message.state == State.SENT
    polled.news = [[Report(State.DELIVERED, reference=message.attempts.get().provider_reference)]]
    with time_machine.travel(timezone.now() + timedelta(hours=8)):
        polling.poll()
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    with time_machine.travel(timezone.now() + timedelta(hours=16)):
        polling.poll()
    assert (len(polled.polls), Attempt.objects.get().ask_at) == (4, None)


def test_after_three_days_without_a_report_none_is_expected_but_one_still_counts(
    send: Send, reporting: ReportingGateway
) -> None:
    message = sent(send)
    Message.objects.update(sent_at=timezone.now() - timedelta(hours=73))
    assert sweeping.close_unreported() == 1
    assert told(message, State.UNDELIVERED).state == State.UNDELIVERED


def test_a_gateway_that_never_reports_is_not_waited_for(
    send: Send, asked_operator: AskedGateway
) -> None:
    sent(send)
    Message.objects.update(sent_at=timezone.now() - timedelta(hours=73))
    assert sweeping.close_unreported() == 0


def test_old_callbacks_are_forgotten_and_waiting_ones_are_not(
    send: Send, reporting: ReportingGateway
) -> None:
    message = sent(send)
    told(message, State.DELIVERED)
    call(f"nosuchkey {State.DELIVERED}")
    ProviderEvent.objects.update(received_at=timezone.now() - timedelta(days=40))
    assert callbacks.forget() == 1
