"""What each answer of an operator leads to (messaging.md 2 and 3)."""

from datetime import timedelta

import pytest
from django.utils import timezone

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
from backend.notifications.settling import Ended, settle
from backend.notifications.states import Lane, State, Verdict
from tests.notifications.conftest import ScriptedGateway, Send, drain, seconds_until_next

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


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


def test_a_replay_that_is_refused_for_good_proves_that_the_key_was_never_taken(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    replay_safe_operator.answers = [Unknown("read_timeout"), Rejected("bad_number")]
    message = drain(send())
    assert drain(message).state == State.REJECTED
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
    assert begin([late])
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    assert sweeping.reap() == 1
    assert settle([Ended(late, outcome)])
    message.refresh_from_db()
    assert (message.state, message.attempts.get().ended_at is None) == (state, False)


def test_a_late_answer_that_proves_nothing_changes_nothing(
    send: Send, operator: ScriptedGateway
) -> None:
    message = send()
    late = claim(Lane.NORMAL).claims[0]
    assert begin([late])
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeping.reap()
    assert not settle([Ended(late, Unknown("read_timeout"))])
    Attempt.objects.update(sends=2)  # replayed since
    assert not settle([Ended(late, NotAccepted("connect_error"))])
    message.refresh_from_db()
    assert message.state == State.UNKNOWN


def test_a_worker_that_was_given_up_cannot_overwrite_the_next_one(
    send: Send, replay_safe_operator: ScriptedGateway
) -> None:
    message = send()
    first = claim(Lane.NORMAL).claims[0]
    assert begin([first])
    Message.objects.update(lease_until=timezone.now() - timedelta(seconds=1))
    sweeping.reap()
    second = claim(Lane.NORMAL).claims[0]
    assert begin([second])
    assert not settle([Ended(first, Rejected("late"))])
    assert settle([Ended(second, Accepted("in time"))])
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
