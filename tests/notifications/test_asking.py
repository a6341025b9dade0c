"""Gateways that can be asked: what their answers prove about a send whose answer was lost."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from backend.notifications import asking, delivery, sweeping
from backend.notifications.claims import begin, claim
from backend.notifications.gateways.base import Accepted, Answer, NotFound, Rejected, Unknown
from backend.notifications.models import Attempt, Message
from backend.notifications.states import Lane, State, Verdict
from tests.notifications.conftest import AskedGateway, Send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


def lost(send: Send, gateway: AskedGateway) -> Message:
    """A message whose answer was lost."""
    gateway.answers = [Unknown("read_timeout")]
    message = send()
    delivery.drain(Lane.NORMAL)
    return message


def ask_in(seconds: float, message: Message) -> Message:
    """Let a worker ask so many seconds from now."""
    with time_machine.travel(timezone.now() + timedelta(seconds=seconds)):
        asking.ask()
    message.refresh_from_db()
    return message


def test_a_lost_answer_is_asked_for_after_half_a_minute(
    send: Send, asked_operator: AskedGateway
) -> None:
    message = lost(send, asked_operator)
    assert ask_in(20, message).state == State.UNKNOWN
    assert asked_operator.questions == []
    asked_operator.found = [Accepted("theirs")]
    assert ask_in(40, message).state == State.ACCEPTED
    attempt = message.attempts.get()
    assert (attempt.provider_reference, attempt.ask_at) == ("theirs", None)
    assert asked_operator.questions[0].key == attempt.provider_key


@pytest.mark.parametrize(
    ("answer", "state"),
    [(Accepted(delivered=True), State.DELIVERED), (Rejected("bad_number"), State.REJECTED)],
)
def test_what_the_gateway_knows_settles_the_message(
    send: Send, asked_operator: AskedGateway, answer: Answer, state: State
) -> None:
    message = lost(send, asked_operator)
    asked_operator.found = [answer]
    assert ask_in(40, message).state == state
    assert message.attempts.get().ended_at is not None


def test_only_two_denials_a_minute_apart_prove_that_it_was_not_taken(
    send: Send, asked_operator: AskedGateway
) -> None:
    message = lost(send, asked_operator)
    asked_operator.found = [NotFound(), NotFound(), NotFound()]
    assert ask_in(40, message).state == State.UNKNOWN
    Attempt.objects.update(ask_at=timezone.now())  # a hasty second question
    assert ask_in(50, message).state == State.UNKNOWN
    assert len(asked_operator.got) == 1
    assert ask_in(700, message).state == State.QUEUED
    Message.objects.update(next_at=timezone.now())
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert message.state == State.ACCEPTED
    first, second = message.attempts.order_by("number")
    assert (first.verdict, first.detail) == (Verdict.NOT_ACCEPTED, "not_found")
    assert first.provider_key != second.provider_key


def test_a_gateway_that_cannot_say_is_asked_again_later(
    send: Send, asked_operator: AskedGateway
) -> None:
    message = lost(send, asked_operator)
    asked_operator.found = [Unknown("5xx"), RuntimeError("broken adapter"), Accepted("theirs")]
    assert ask_in(40, message).state == State.UNKNOWN
    assert ask_in(60, message).state == State.UNKNOWN
    assert len(asked_operator.questions) == 1
    assert ask_in(200, message).state == State.UNKNOWN
    assert ask_in(2000, message).state == State.ACCEPTED


def test_a_report_that_came_first_is_not_overwritten_by_an_answer(
    send: Send, asked_operator: AskedGateway
) -> None:
    message = lost(send, asked_operator)
    attempt = message.attempts.get()
    Message.objects.filter(pk=message.pk).move(
        State.DELIVERED, sent_at=timezone.now(), delivered_at=timezone.now()
    )
    assert not asking.settle(attempt, NotFound())
    message.refresh_from_db()
    assert message.state == State.DELIVERED


def test_nobody_asks_about_what_is_settled_or_too_late(
    send: Send, asked_operator: AskedGateway
) -> None:
    message = lost(send, asked_operator)
    Message.objects.update(expires_at=timezone.now())
    sweeping.expire()
    assert ask_in(40, message).state == State.UNKNOWN_FINAL
    assert asked_operator.questions == []
    assert not Attempt.objects.exclude(ask_at=None).exists()


def test_a_killed_workers_message_is_asked_about(send: Send, asked_operator: AskedGateway) -> None:
    message = send()
    assert begin(claim(Lane.NORMAL).claims[:1])
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeping.reap()
    asked_operator.found = [Accepted("theirs")]
    assert ask_in(40, message).state == State.ACCEPTED


def test_a_key_is_replayed_within_its_window_and_asked_about_after_it(
    send: Send, asked_operator: AskedGateway
) -> None:
    asked_operator.replays_for(timedelta(minutes=5))
    message = lost(send, asked_operator)
    message.refresh_from_db()
    assert message.next_at is not None
    assert message.attempts.get().ask_at is None
    Attempt.objects.update(started_at=timezone.now() - timedelta(minutes=6))
    Message.objects.update(next_at=timezone.now())
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, message.next_at, len(asked_operator.got)) == (State.UNKNOWN, None, 1)
    assert message.attempts.get().ask_at is not None
