"""A gateway whose answers a test writes, kinds of message to send, and Celery without Redis."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import pytest
import time_machine
from celery import Celery
from django.db import transaction
from django.utils import timezone
from pytest_django import Settings

from backend.celery import app as house_celery
from backend.notifications import delivery, kinds, outbox
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    BadCallback,
    Caps,
    Outcome,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.kinds import Kind
from backend.notifications.models import Message
from backend.notifications.states import Lane, State

PHONE = "+996700123456"
OTHER_PHONE = "+998912345678"

G = TypeVar("G", bound="ScriptedGateway")
Send = Callable[..., Message]
AtHour = Callable[[int], None]


@dataclass
class ScriptedGateway:
    """Stands for an operator: answers what it was told to, and keeps what it got."""

    caps: Caps
    name: str = "scripted"
    answers: list[Outcome | Exception] = field(default_factory=list)
    got: list[Sms] = field(default_factory=list)

    def send(self, sms: Sms) -> Outcome:
        self.got.append(sms)
        answer = self.answers.pop(0) if self.answers else Accepted(f"ref-{len(self.got)}")
        if isinstance(answer, Exception):
            raise answer
        return answer


@dataclass
class AskedGateway(ScriptedGateway):
    """An operator that says what it knows of a key."""

    name: str = "asked"
    found: list[Answer | Exception] = field(default_factory=list)
    questions: list[Sent] = field(default_factory=list)

    def query(self, sent: Sent) -> Answer:
        self.questions.append(sent)
        answer = self.found.pop(0) if self.found else Unknown("silent")
        if isinstance(answer, Exception):
            raise answer
        return answer

    def replays_for(self, window: timedelta) -> None:
        self.caps = Caps(queryable=True, replay_safe=True, replay_window=window)


@dataclass
class ReportingGateway(ScriptedGateway):
    """An operator that tells what became of an SMS: by callback "<key> <state> …", or asked."""

    name: str = "reporting"
    news: list[list[Report] | Exception] = field(default_factory=list)
    polls: list[list[Sent]] = field(default_factory=list)

    def read_callback(self, body: bytes, headers: Mapping[str, str], url: str) -> list[Report]:
        if "/right/" not in url:
            raise BadCallback("wrong_address")
        key, _, rest = body.decode().partition(" ")
        state = rest.partition(" ")[0]
        if state not in State.values:
            raise BadCallback("no_state")
        return [Report(State(state), key=key)]


class PolledGateway(ReportingGateway):
    def poll(self, sent: Sequence[Sent]) -> list[Report]:
        self.polls.append(list(sent))
        news = self.news.pop(0) if self.news else []
        if isinstance(news, Exception):
            raise news
        return news


class HintingGateway(PolledGateway):
    """Calls back unsigned, and can be asked what became of an SMS."""


def _plain(context: Mapping[str, Any]) -> str:
    return f"Homeward: {context['word']}"


def declare(name: str, **changes: Any) -> Kind:
    values: dict[str, Any] = {
        "lane": Lane.NORMAL,
        "text": _plain,
        "expires_after": timedelta(hours=1),
        "audience": "tests",
        "quiet_hours": False,
    }
    return kinds.register(Kind(name=name, **values | changes))


def drain(message: Message, lane: Lane = Lane.NORMAL) -> Message:
    """Let a worker look once, after whatever pause the message was given."""
    Message.objects.filter(pk=message.pk, next_at__gt=timezone.now()).update(next_at=timezone.now())
    delivery.drain(lane)
    message.refresh_from_db()
    return message


def seconds_until_next(message: Message) -> float:
    assert message.next_at is not None
    return (message.next_at - timezone.now()).total_seconds()


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is forgotten after it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    declare("test.word")
    declare("test.code", lane=Lane.CODES, secret=True, expires_after=timedelta(minutes=10))


@pytest.fixture
def send() -> Send:
    """Queue a word in a transaction of its own."""

    def queue(key: str = "key", kind: str = "test.word", **values: Any) -> Message:
        values = {"phone": PHONE, "language": "en", "context": {"word": "hello"}} | values
        with transaction.atomic():
            return outbox.send(kind, dedupe_key=key, **values)

    return queue


def _serving(gateway: G, settings: Settings) -> Iterator[G]:
    """A gateway for every number, until the test is over."""
    routing.add(gateway)
    settings.SMS_ROUTES = {"": gateway.name}
    yield gateway
    routing._gateways.pop(gateway.name)


@pytest.fixture
def operator(settings: Settings) -> Iterator[ScriptedGateway]:
    """An operator that is not replay-safe, for every number."""
    yield from _serving(ScriptedGateway(Caps()), settings)


@pytest.fixture
def replay_safe_operator(operator: ScriptedGateway) -> ScriptedGateway:
    operator.caps = Caps(replay_safe=True, replay_window=timedelta(days=1))
    return operator


@pytest.fixture
def asked_operator(settings: Settings) -> Iterator[AskedGateway]:
    """An operator that can be asked, for every number."""
    yield from _serving(AskedGateway(Caps(queryable=True)), settings)


@pytest.fixture
def reporting(settings: Settings) -> Iterator[ReportingGateway]:
    """An operator that calls back, for every number."""
    yield from _serving(ReportingGateway(Caps(reports="push")), settings)


@pytest.fixture
def polled(settings: Settings) -> Iterator[ReportingGateway]:
    """An operator that tells only when asked, for every number."""
    yield from _serving(PolledGateway(Caps(reports="poll", poll_batch=10)), settings)


@pytest.fixture
def hinting(settings: Settings) -> Iterator[ReportingGateway]:
    """An operator whose callbacks are hints, for every number."""
    yield from _serving(HintingGateway(Caps(reports="push", poll_batch=10)), settings)


@pytest.fixture
def at_hour() -> Iterator[AtHour]:
    """Set the clock to an hour of a Friday in Bishkek (UTC+6); it runs on from there."""
    with ExitStack() as stack:

        def travel(hour: int) -> None:
            moment = datetime(2026, 11, 27, hour, tzinfo=ZoneInfo("Asia/Bishkek"))
            stack.enter_context(time_machine.travel(moment))

        yield travel


@pytest.fixture
def redis_is_down() -> Iterator[None]:
    yield from _instead_of_the_house(as_configured("nowhere", "redis://127.0.0.1:1/0"))


@pytest.fixture
def no_worker() -> Iterator[None]:
    """Tests run tasks at once; here the test itself decides when a worker looks."""
    yield from _instead_of_the_house(Celery("idle", broker="memory://"))


def as_configured(name: str, broker: str | None = None) -> Celery:
    """Celery with the house's settings, except that tasks are not run at once."""
    celery = Celery(name, broker=broker)
    celery.config_from_object("django.conf:settings", namespace="CELERY")
    celery.conf.task_always_eager = False
    return celery


def _instead_of_the_house(celery: Celery) -> Iterator[None]:
    celery.set_current()
    yield
    celery.close()
    house_celery.set_current()
