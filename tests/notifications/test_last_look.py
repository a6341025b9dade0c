"""The last look before a message leaves: life, consent, hours, route."""

from collections.abc import Sequence
from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import delivery, sweeping
from backend.notifications.gateways.base import (
    Accepted,
    Sms,
    Unknown,
)
from backend.notifications.kinds import KeptBack
from backend.notifications.models import Attempt, Message
from backend.notifications.states import MOVES, Lane, Reason, State
from tests.notifications.conftest import (
    AtHour,
    ScriptedGateway,
    Send,
    declare,
    drain,
    seconds_until_next,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


def unless(stopped: list[str]) -> KeptBack:
    """Keeps everything back as soon as anybody has stopped."""
    return lambda messages: {one.pk: Reason.OPT_OUT for one in messages if stopped}


def test_a_message_past_its_life_is_not_sent(send: Send, operator: ScriptedGateway) -> None:
    message = send(kind="test.code")
    Message.objects.update(expires_at=timezone.now())
    drain(message, Lane.CODES)
    assert operator.got == []
    assert sweeping.expire() == 1
    message.refresh_from_db()
    assert (message.state, message.body) == (State.EXPIRED, "")


def test_a_person_who_said_stop_after_the_message_was_written_gets_nothing(
    send: Send, operator: ScriptedGateway
) -> None:
    stopped: list[str] = []
    declare(
        "test.consent",
        purpose="messages",
        kept_back=lambda messages: {
            one.pk: Reason.OPT_OUT for one in messages if one.phone in stopped
        },
    )
    message = send(kind="test.consent")
    stopped.append(message.phone)
    drain(message)
    assert (message.state, message.reason) == (State.SUPPRESSED, Reason.OPT_OUT)
    assert operator.got == []


def test_a_person_who_says_stop_while_the_batch_is_at_work_gets_nothing_more(
    send: Send, operator: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    stopped: list[str] = []
    declare("test.consent", kept_back=unless(stopped))

    def stop_after(sms: Sms) -> Accepted:
        operator.got.append(sms)
        stopped.append("stop")
        return Accepted()

    monkeypatch.setattr(operator, "send", stop_after)
    for number in range(5):
        send(f"key-{number}", "test.consent")
    delivery.drain(Lane.NORMAL)
    assert len(operator.got) == 1
    assert Message.objects.filter(state=State.SUPPRESSED, reason=Reason.OPT_OUT).count() == 4
    assert Attempt.objects.count() == 1


def test_a_check_that_breaks_before_the_call_lets_nothing_go(
    send: Send, operator: ScriptedGateway
) -> None:
    looks: list[int] = []

    def breaks_at_the_second_look(messages: Sequence[Message]) -> dict[int, str]:
        looks.append(1)
        if len(looks) > 1:
            raise RuntimeError("the table is gone")
        return {}

    declare("test.broken", kept_back=breaks_at_the_second_look)
    message = drain(send(kind="test.broken"))
    assert (message.state, operator.got) == (State.DEFERRED, [])


def test_a_person_who_said_stop_is_not_sent_a_replay_either(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    stopped: list[str] = []
    declare("test.consent", kept_back=unless(stopped))
    replay_safe_operator.answers = [Unknown("read_timeout")]
    message = drain(send(kind="test.consent"))
    stopped.append("stop")
    drain(message)
    assert (message.state, message.next_at) == (State.UNKNOWN, None)
    assert len(replay_safe_operator.got) == 1


def test_a_check_that_breaks_holds_up_only_its_own_message(
    send: Send, operator: ScriptedGateway
) -> None:
    def broken(messages: Sequence[Message]) -> dict[int, str]:
        list(Message.objects.raw("SELECT no_such_column"))
        return {}

    declare("test.broken", kept_back=broken)
    held, fine = send("held", "test.broken"), send("fine")
    drain(fine)
    held.refresh_from_db()
    assert (held.state, fine.state) == (State.DEFERRED, State.ACCEPTED)
    assert seconds_until_next(held) > 50


@pytest.mark.parametrize(
    ("hour", "state", "sent"), [(12, State.ACCEPTED, 1), (3, State.DEFERRED, 0)]
)
def test_a_notice_waits_for_the_morning(
    send: Send,
    operator: ScriptedGateway,
    at_hour: AtHour,
    hour: int,
    state: State,
    sent: int,
) -> None:
    declare("test.notice", quiet_hours=True, expires_after=timedelta(days=1))
    at_hour(hour)
    message = send(kind="test.notice")
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, len(operator.got)) == (state, sent)


def test_a_notice_that_would_come_too_late_in_the_morning_never_comes(
    send: Send, operator: ScriptedGateway, at_hour: AtHour
) -> None:
    declare("test.notice", quiet_hours=True, expires_after=timedelta(hours=1))
    at_hour(3)
    message = send(kind="test.notice")
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, operator.got) == (State.EXPIRED, [])


def test_a_number_without_a_route_is_held_back(
    send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"+996": "scripted", "+99670": "sandbox"}
    message = drain(send(phone="+12025550123"))
    assert (message.state, message.reason) == (State.SUPPRESSED, Reason.BLOCKED)
    assert drain(send("sandbox")).state == State.DELIVERED  # the longer prefix wins
    assert drain(send("scripted", phone="+996555123456")).state == State.ACCEPTED


def test_the_sandbox_takes_nothing_where_nobody_may_look(send: Send, settings: Settings) -> None:
    settings.SANDBOX_PHONES = False
    assert drain(send()).state == State.RETRY


def test_a_lane_does_not_wait_for_another(send: Send, operator: ScriptedGateway) -> None:
    word, code = send("word"), send("code", "test.code")
    drain(code, Lane.CODES)
    word.refresh_from_db()
    assert (word.state, code.state) == (State.QUEUED, State.ACCEPTED)


def test_a_move_that_the_table_lacks_changes_nothing(send: Send, operator: ScriptedGateway) -> None:
    message = drain(send())
    assert Message.objects.move(State.QUEUED, next_at=timezone.now()) == 0
    assert Message.objects.move(State.DELIVERED, delivered_at=timezone.now()) == 1
    message.refresh_from_db()
    assert message.state == State.DELIVERED


def test_every_move_leads_to_a_known_state() -> None:
    assert set(MOVES) | set().union(*MOVES.values()) == set(State)
