"""Calls side by side: what is in the hands of gateways at the same time."""

import os
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from time import monotonic, sleep

import psycopg
import pytest
from django.db import connection
from pytest_django import Settings

from backend.notifications import delivery
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Accepted, Caps, Outcome, Sms
from backend.notifications.models import Attempt, Message
from backend.notifications.states import Lane, State, Verdict
from tests.notifications.conftest import Send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]

AT_ONCE = 4


@dataclass
class MeetingGateway:
    """Answers when as many calls as may be are under way, so one after another would never end."""

    name: str = "meeting"
    caps: Caps = field(default_factory=Caps)
    barrier: threading.Barrier = field(default_factory=lambda: threading.Barrier(AT_ONCE))
    begun: list[int] = field(default_factory=list)

    def send(self, sms: Sms) -> Outcome:
        self.begun.append(Attempt.objects.filter(provider_key=sms.key, sends=1).count())
        self.barrier.wait(10)
        if sms.text.endswith("broken"):
            raise RuntimeError("broken adapter")
        return Accepted(sms.key)


@dataclass
class DisconnectingGateway:
    """While it answers, PostgreSQL throws this worker's connection out."""

    name: str = "disconnecting"
    caps: Caps = field(default_factory=Caps)
    got: int = 0

    def send(self, sms: Sms) -> Outcome:
        self.got += 1
        with psycopg.connect(os.environ["DATABASE_URL"], autocommit=True) as other:
            other.execute(
                "SELECT pg_terminate_backend(%s, 5000)", [connection.connection.info.backend_pid]
            )
        return Accepted(sms.key)


@pytest.fixture
def meeting(settings: Settings) -> Iterator[MeetingGateway]:
    gateway = MeetingGateway()
    routing.add(gateway)
    settings.SMS_ROUTES, settings.SMS_CALLS_AT_ONCE = {"": gateway.name}, AT_ONCE
    yield gateway
    routing._gateways.pop(gateway.name)


def test_calls_are_made_side_by_side_and_each_beginning_is_committed_before(
    send: Send, meeting: MeetingGateway
) -> None:
    for number in range(2 * AT_ONCE):
        send(f"key-{number}")
    assert delivery.drain(Lane.NORMAL)
    assert meeting.begun == [1] * 2 * AT_ONCE  # seen from another connection
    assert {one.state for one in Message.objects.all()} == {State.ACCEPTED}
    assert all(one.provider_reference == one.provider_key for one in Attempt.objects.all())


def test_an_adapter_that_breaks_spoils_none_of_the_calls_beside_it(
    send: Send, meeting: MeetingGateway
) -> None:
    for number in range(AT_ONCE - 1):
        send(f"key-{number}")
    broken = send("broken", context={"word": "broken"})
    delivery.drain(Lane.NORMAL)
    broken.refresh_from_db()
    assert (broken.state, broken.attempts.get().verdict) == (State.UNKNOWN, Verdict.UNKNOWN)
    assert Message.objects.filter(state=State.ACCEPTED).count() == AT_ONCE - 1


def test_the_threads_of_calls_leave_no_connection_behind(
    send: Send, meeting: MeetingGateway
) -> None:
    before = _connections()
    for number in range(AT_ONCE):
        send(f"key-{number}")
    delivery.drain(Lane.NORMAL)
    give_up_at = monotonic() + 10
    while _connections() > before and monotonic() < give_up_at:
        sleep(0.05)  # PostgreSQL lets go of a closed one a moment later
    assert _connections() <= before


def _connections() -> int:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND backend_type = 'client backend'"
        )
        return int(cursor.fetchone()[0])


def test_an_answer_is_not_dropped_because_the_database_was_away(
    send: Send, settings: Settings
) -> None:
    gateway = DisconnectingGateway()
    routing.add(gateway)
    settings.SMS_ROUTES = {"": gateway.name}
    messages = [send(f"key-{number}") for number in range(2)]
    try:
        assert delivery.drain(Lane.NORMAL)
    finally:
        routing._gateways.pop(gateway.name)
    states = {Message.objects.get(pk=one.pk).state for one in messages}
    assert (states, gateway.got) == ({State.ACCEPTED}, 2)
