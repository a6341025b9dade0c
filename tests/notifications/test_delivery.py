"""What each answer of an operator leads to (messaging.md 2 and 3)."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import delivery, sweeping
from backend.notifications.claims import begin, claim, release
from backend.notifications.gateways.base import (
    Accepted,
    NotAccepted,
    Outcome,
    Rejected,
    Sms,
    Unknown,
)
from backend.notifications.models import Attempt, Message
from backend.notifications.retries import DELAYS
from backend.notifications.states import MOVES, Lane, Reason, State, Verdict
from tests.notifications.conftest import AtHour, ScriptedGateway, Send, declare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


def drain(message: Message, lane: Lane = Lane.NORMAL) -> Message:
    """Let a worker look once, after whatever pause the message was given."""
    Message.objects.filter(pk=message.pk, next_at__gt=timezone.now()).update(next_at=timezone.now())
    delivery.drain(lane)
    message.refresh_from_db()
    return message


def seconds_until_next(message: Message) -> float:
    assert message.next_at is not None
    return (message.next_at - timezone.now()).total_seconds()


def test_an_accepted_message_keeps_the_operators_reference(
    send: Send, operator: ScriptedGateway
) -> None:
    message = drain(send())
    attempt = message.attempts.get()
    assert message.state == State.ACCEPTED
    assert message.delivered_at is None
    assert (attempt.verdict, attempt.provider_reference) == (Verdict.ACCEPTED, "ref-1")
    assert operator.got[0].key == attempt.provider_key
    assert len(attempt.provider_key) == 12


def test_what_was_proven_not_taken_goes_out_again_under_a_new_key(
    send: Send, operator: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("connect_error"), NotAccepted("connect_error")]
    message = drain(send())
    assert message.state == State.RETRY
    assert DELAYS[0] * 0.79 < seconds_until_next(message) < DELAYS[0] * 1.21
    drain(message)
    assert DELAYS[1] * 0.79 < seconds_until_next(message) < DELAYS[1] * 1.21
    assert drain(message).state == State.ACCEPTED
    assert len({sms.key for sms in operator.got}) == 3
    assert [one.verdict for one in message.attempts.order_by("number")] == [
        Verdict.NOT_ACCEPTED,
        Verdict.NOT_ACCEPTED,
        Verdict.ACCEPTED,
    ]


def test_a_waiting_message_is_left_alone_until_its_time(
    send: Send, operator: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("busy", retry_after=600)]
    message = drain(send())
    assert seconds_until_next(message) > 590
    delivery.drain(Lane.NORMAL)
    assert len(operator.got) == 1


def test_a_refusal_is_final(send: Send, operator: ScriptedGateway) -> None:
    operator.answers = [Rejected("bad_number")]
    message = drain(send(kind="test.code"), Lane.CODES)
    assert (message.state, message.body) == (State.REJECTED, "")
    assert message.attempts.get().detail == "bad_number"


@pytest.mark.parametrize("answer", [Unknown("read_timeout"), RuntimeError("broken adapter")])
def test_what_is_not_known_is_never_sent_again_by_an_operator_that_could_double_it(
    send: Send, operator: ScriptedGateway, answer: Unknown | Exception
) -> None:
    operator.answers = [answer]
    message = drain(send())
    assert (message.state, message.next_at) == (State.UNKNOWN, None)
    delivery.drain(Lane.NORMAL)
    assert len(operator.got) == 1
    Message.objects.update(expires_at=timezone.now())
    sweeping.expire()
    message.refresh_from_db()
    assert message.state == State.UNKNOWN_FINAL


def test_what_is_not_known_goes_out_again_under_the_same_key_where_that_is_safe(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    replay_safe_operator.answers = [Unknown("read_timeout")]
    message = drain(send())
    assert message.state == State.UNKNOWN
    assert drain(message).state == State.ACCEPTED
    assert len({sms.key for sms in replay_safe_operator.got}) == 1
    assert message.attempts.get().sends == 2


def test_a_replay_that_was_not_taken_proves_nothing_about_the_first_send(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    replay_safe_operator.answers = [Unknown("read_timeout"), NotAccepted("connect_error")]
    message = drain(send())
    assert drain(message).state == State.UNKNOWN
    assert drain(message).state == State.ACCEPTED
    assert len({sms.key for sms in replay_safe_operator.got}) == 1


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Accepted("late"), State.ACCEPTED),
        (Rejected("bad_number"), State.REJECTED),
        (NotAccepted("connect_error"), State.RETRY),
    ],
)
def test_a_proof_that_comes_after_the_lease_still_settles_the_message(
    send: Send, operator: ScriptedGateway, outcome: Outcome, state: State
) -> None:
    message = send()
    late = claim(Lane.NORMAL).claims[0]
    assert begin(late)
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweeping.reap() == 1
    assert delivery.settle(late, outcome)
    message.refresh_from_db()
    assert (message.state, message.attempts.get().ended_at is None) == (state, False)


def test_a_late_answer_that_proves_nothing_changes_nothing(
    send: Send, operator: ScriptedGateway
) -> None:
    message = send()
    late = claim(Lane.NORMAL).claims[0]
    assert begin(late)
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeping.reap()
    assert not delivery.settle(late, Unknown("read_timeout"))
    Attempt.objects.update(sends=2)  # replayed since
    assert not delivery.settle(late, NotAccepted("connect_error"))
    message.refresh_from_db()
    assert message.state == State.UNKNOWN


def test_a_worker_that_was_given_up_cannot_overwrite_the_next_one(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    message = send()
    first = claim(Lane.NORMAL).claims[0]
    assert begin(first)
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeping.reap()
    second = claim(Lane.NORMAL).claims[0]
    assert begin(second)
    assert not delivery.settle(first, Rejected("late"))
    assert delivery.settle(second, Accepted("in time"))
    message.refresh_from_db()
    assert (message.state, first.sms.key) == (State.ACCEPTED, second.sms.key)


def test_what_a_slow_gateway_leaves_no_time_for_goes_back_and_counts_no_try(
    send: Send, operator: ScriptedGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(delivery, "monotonic", lambda: clock[0])

    def slow(sms: Sms) -> Accepted:
        clock[0] += delivery.BATCH_SECONDS + 1
        waiting.append(Message.objects.due(timezone.now()).count())
        return Accepted()

    waiting: list[int] = []
    monkeypatch.setattr(operator, "send", slow)
    for number in range(6):
        send(f"key-{number}")
    assert not delivery.drain(Lane.NORMAL)
    assert waiting == [0, 4, 3, 2]  # after the first call it keeps nothing back from others
    assert set(Attempt.objects.values_list("verdict", flat=True)) == {Verdict.ACCEPTED}
    assert Message.objects.due(timezone.now()).filter(state=State.QUEUED).count() == 2


def test_a_replay_that_is_given_back_stays_as_uncertain_as_it_was(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    replay_safe_operator.answers = [Unknown("read_timeout")]
    message = drain(send())
    Message.objects.update(next_at=timezone.now())
    release(claim(Lane.NORMAL).claims)
    message.refresh_from_db()
    assert message.state == State.UNKNOWN
    assert drain(message).state == State.ACCEPTED
    assert len({sms.key for sms in replay_safe_operator.got}) == 1


def test_what_another_worker_has_taken_over_is_not_given_back(
    send: Send, operator: ScriptedGateway
) -> None:
    message = send()
    late = claim(Lane.NORMAL).claims
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeping.reap()
    claim(Lane.NORMAL)
    release(late)
    message.refresh_from_db()
    assert message.state == State.SENDING


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
        may_send=lambda message: Reason.OPT_OUT if message.phone in stopped else None,
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
    declare("test.consent", may_send=lambda message: Reason.OPT_OUT if stopped else None)

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

    def breaks_at_the_second_look(message: Message) -> str | None:
        looks.append(1)
        if len(looks) > 1:
            raise RuntimeError("the table is gone")
        return None

    declare("test.broken", may_send=breaks_at_the_second_look)
    message = drain(send(kind="test.broken"))
    assert (message.state, operator.got) == (State.DEFERRED, [])


def test_a_person_who_said_stop_is_not_sent_a_replay_either(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    stopped: list[str] = []
    declare("test.consent", may_send=lambda message: Reason.OPT_OUT if stopped else None)
    replay_safe_operator.answers = [Unknown("read_timeout")]
    message = drain(send(kind="test.consent"))
    stopped.append("stop")
    drain(message)
    assert (message.state, message.next_at) == (State.UNKNOWN, None)
    assert len(replay_safe_operator.got) == 1


def test_a_check_that_breaks_holds_up_only_its_own_message(
    send: Send, operator: ScriptedGateway
) -> None:
    def broken(message: Message) -> str | None:
        list(Message.objects.raw("SELECT no_such_column"))
        return None

    declare("test.broken", may_send=broken)
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
