"""Fail-over on proof, rates, and gateways that rest or are stopped."""

from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import delivery, limits
from backend.notifications.claims import begin, claim
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Caps, NotAccepted, Rejected, Unknown
from backend.notifications.models import Attempt, GatewayStatus, Message
from backend.notifications.states import Lane, State
from tests.notifications.conftest import OTHER_PHONE, ScriptedGateway, Send, declare

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


@pytest.fixture
def second(operator: ScriptedGateway, settings: Settings) -> Iterator[ScriptedGateway]:
    """Stands in for `operator`."""
    gateway = ScriptedGateway(Caps(), name="second")
    routing.add(gateway)
    settings.SMS_ROUTES = {"": ["scripted", "second"]}
    yield gateway
    routing._gateways.pop("second")


def drain(lane: Lane = Lane.NORMAL) -> None:
    """Look once, and do not wait for the next second's calls."""
    delivery.drain(lane, seconds=0.05)


def test_after_proof_that_it_was_not_taken_the_next_gateway_gets_it_at_once(
    send: Send, operator: ScriptedGateway, second: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("connect_error")]
    message = send()
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, len(operator.got), len(second.got)) == (State.ACCEPTED, 1, 1)


@pytest.mark.parametrize("answer", [Unknown("read_timeout"), Rejected("bad_number")])
def test_without_that_proof_no_other_gateway_gets_it(
    send: Send, operator: ScriptedGateway, second: ScriptedGateway, answer: Unknown | Rejected
) -> None:
    operator.answers = [answer]
    send()
    drain()
    drain()
    assert second.got == []


def test_when_all_have_refused_it_waits_before_the_next_round(
    send: Send, operator: ScriptedGateway, second: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("busy")]
    second.answers = [NotAccepted("busy")]
    message = send()
    drain()
    drain()
    message.refresh_from_db()
    assert (message.state, len(second.got)) == (State.RETRY, 1)
    assert message.next_at is not None
    assert message.next_at > timezone.now() + timedelta(seconds=7)


def test_all_workers_together_keep_to_a_gateways_rate(
    send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_RATES = {"scripted": 5}
    for number in range(20):
        send(f"key-{number}")
    with time_machine.travel(timezone.now(), tick=False) as clock:
        for _ in range(3):
            claims = claim(Lane.NORMAL).claims
            assert begin(claims) == claims
        assert Attempt.objects.count() == 4  # a fifth of the bucket is left to codes
        assert Message.objects.filter(state=State.QUEUED).count() == 16
        clock.shift(1)
        claim(Lane.NORMAL)
        assert Attempt.objects.count() == 8


def test_a_code_finds_a_call_that_a_campaign_has_left(
    send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_RATES = {"scripted": 5}
    declare("test.bulk", lane=Lane.BULK)
    for number in range(10):
        send(f"key-{number}", "test.bulk")
    send("code", "test.code")
    with time_machine.travel(timezone.now(), tick=False):
        claim(Lane.BULK)
        assert Attempt.objects.count() == 3
        assert claim(Lane.BULK).is_crowded
        assert len(claim(Lane.CODES).claims) == 1


def test_a_worker_waits_for_the_next_calls_instead_of_leaving(
    send: Send, operator: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_RATES = {"scripted": 20}
    for number in range(22):
        send(f"key-{number}")
    assert delivery.drain(Lane.NORMAL, seconds=5)
    assert len(operator.got) == 22


def test_a_crowded_gateway_keeps_nothing_from_the_numbers_of_another(
    send: Send, operator: ScriptedGateway, second: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"+996": "scripted", "+998": "second"}
    settings.SMS_RATES = {"scripted": 1}
    for number in range(30):
        send(f"key-{number}")
    message = send("other", phone=OTHER_PHONE)
    drain()
    drain()
    message.refresh_from_db()
    assert message.state == State.ACCEPTED


def test_a_gateway_that_refuses_five_times_in_a_row_rests_and_nothing_fails(
    send: Send, operator: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("connect_error")] * limits.REFUSALS
    for number in range(limits.REFUSALS):
        send(f"key-{number}")
    drain()
    later = send("later")
    drain()
    later.refresh_from_db()
    assert (later.state, len(operator.got)) == (State.QUEUED, limits.REFUSALS)
    with time_machine.travel(timezone.now() + limits.REST):
        drain()
    later.refresh_from_db()
    assert later.state == State.ACCEPTED


def test_one_success_between_refusals_keeps_a_gateway_at_work(
    send: Send, operator: ScriptedGateway
) -> None:
    operator.answers = [NotAccepted("busy")] * 4
    for number in range(5):
        send(f"key-{number}")
    drain()
    operator.answers = [NotAccepted("busy")]
    send("sixth")
    drain()
    assert not GatewayStatus.objects.filter(paused_until__isnull=False).exists()


def test_a_gateway_without_money_is_stopped_and_its_messages_go_to_the_next(
    send: Send,
    operator: ScriptedGateway,
    second: ScriptedGateway,
    caplog: pytest.LogCaptureFixture,
) -> None:
    operator.answers = [NotAccepted("no_funds", needs_person=True)]
    for number in range(3):
        send(f"key-{number}")
        drain()
    drain()
    assert (len(operator.got), len(second.got)) == (1, 3)
    assert "staff must act" in caplog.text
    status = GatewayStatus.objects.get(name="scripted")
    assert (status.stop_code, status.stopped_at is None) == ("no_funds", False)


def test_where_every_gateway_is_stopped_messages_wait(
    send: Send, operator: ScriptedGateway
) -> None:
    GatewayStatus.objects.create(name="scripted", stopped_at=timezone.now(), stop_code="login")
    message = send()
    drain()
    message.refresh_from_db()
    assert (message.state, operator.got) == (State.QUEUED, [])


def test_a_longer_prefix_keeps_its_own_gateway_when_the_shorter_one_is_closed(
    send: Send, operator: ScriptedGateway, second: ScriptedGateway, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": "scripted", "+996": "second", "+99670": "scripted"}
    GatewayStatus.objects.create(name="scripted", stopped_at=timezone.now())
    send("closed", phone="+996700123456")
    send("open", phone="+996550123456")
    send("other", phone=OTHER_PHONE)
    drain()
    states = Counter(Message.objects.values_list("dedupe_key", "state"))
    assert set(states) == {
        ("closed", State.QUEUED),
        ("open", State.ACCEPTED),
        ("other", State.QUEUED),
    }
