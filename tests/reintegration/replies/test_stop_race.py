"""A person says stop while workers send to them, at any moment of it: nothing leaves after."""

import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection, transaction
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import delivery, outbox
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Accepted, Caps, Sms
from backend.notifications.models import Message
from backend.notifications.states import Lane, Reason, State
from reintegration.actions.stopping import stop
from reintegration.models import Returnee
from reintegration.staff_reasons import ConsentWay

WORKERS, MESSAGES = 3, 60


class Watched:
    """Takes an SMS in a moment, and keeps when each call ended."""

    name = "watched"
    caps = Caps()

    def __init__(self) -> None:
        self.ends: list[float] = []

    def send(self, sms: Sms) -> Accepted:
        time.sleep(0.003)
        self.ends.append(time.monotonic())
        return Accepted()


@pytest.fixture
def watched(settings: Settings, news_on_consent: None) -> Iterator[Watched]:
    gateway = Watched()
    routing.add(gateway)
    settings.SMS_ROUTES = {"": gateway.name}
    yield gateway
    routing._gateways.pop(gateway.name)


def write_to(person: Returnee) -> None:
    with transaction.atomic():
        for number in range(MESSAGES):
            outbox.send(
                "test.news",
                phone=person.phone,
                language="ky",
                context={"text": "news"},
                dedupe_key=f"news:{number}",
                person=person.public_id,
            )


def all_at_once(deeds: list[Callable[[], Any]]) -> list[Any]:
    """Each in a thread with a connection of its own; what they return."""
    start = threading.Barrier(len(deeds))

    def on_signal(deed: Callable[[], Any]) -> Any:
        try:
            start.wait()
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(on_signal, deeds))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("after_calls", [0, 1, 2, 10, 25])
def test_no_call_ends_after_the_commit_of_a_stop(
    anara: Returnee, watched: Watched, after_calls: int
) -> None:
    write_to(anara)

    def say_stop() -> float:
        give_up_at = time.monotonic() + 30
        while len(watched.ends) < after_calls and time.monotonic() < give_up_at:
            time.sleep(0.001)
        stop(anara, way=ConsentWay.LINK)
        return time.monotonic()

    workers = [lambda: delivery.drain(Lane.NORMAL)] * WORKERS
    *_, committed = all_at_once([*workers, say_stop])
    # What was held while the stop was written waits a second: it has passed.
    Message.objects.filter(next_at__gt=timezone.now()).update(next_at=timezone.now())
    delivery.drain(Lane.NORMAL)

    assert [end for end in watched.ends if end > committed] == []
    held_back = Message.objects.filter(state=State.SUPPRESSED, reason=Reason.NO_CONSENT)
    assert held_back.count() + len(watched.ends) == MESSAGES
    assert held_back.exists(), "all had left before: nothing was raced"
