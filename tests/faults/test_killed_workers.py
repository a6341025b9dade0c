"""`make faults`: workers are killed while they send; nothing is lost, nothing doubled.

Three gateways: one that keeps its promise to take a key once; one that promises nothing and
cannot be asked; and, to show that the test can fail, one that breaks its promise, so that each
replay is a blind retry. Every call takes a moment after the SMS was taken: most kills fall there.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from random import SystemRandom

import pytest
from celery import Celery
from django.db import connection, transaction

from backend.celery import app as house_celery
from backend.notifications import outbox
from backend.notifications.models import Attempt, Message, SandboxSms
from backend.notifications.states import TAKEN, State

# A worker lives until it has sent so many at most.
MESSAGES, KILLS, LONGEST_LIFE = 1000, 10, 60
GIVE_UP_AFTER = 300.0

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

# Test settings run tasks at once, so the sweep's wake drains here: a worker and beat in one.
WORKER = """
import os, time
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["FAULTS_DATABASE"]
import django
django.setup()
from tests.faults import gateways
gateways.use(os.environ["FAULTS_GATEWAY"])
from backend.notifications.tasks import sweep
while True:
    sweep()
    time.sleep(0.2)
"""


@dataclass(frozen=True)
class Toll:
    """What a run left behind."""

    lost: int
    doubled: int
    replayed: int
    parked: int
    most_held: int
    seconds: float

    def __str__(self) -> str:
        return (
            f"{MESSAGES} messages, {KILLS} kills, at most {self.most_held} in the hands of the "
            f"dead, {self.replayed} replayed, {self.parked} shown as uncertain; lost {self.lost}, "
            f"doubled {self.doubled}; {self.seconds:.0f} s"
        )


@pytest.fixture
def nobody_at_work() -> Iterator[None]:
    """Else the commit itself would send, in this process."""
    with Celery("idle", broker="memory://") as idle:
        idle.set_current()
        yield
    house_celery.set_current()


def _worker(gateway: str) -> subprocess.Popen[bytes]:
    """A process of its own on this test's database."""
    database = str(connection.settings_dict["NAME"])
    environment = os.environ | {"FAULTS_DATABASE": database, "FAULTS_GATEWAY": gateway}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment)


def _settled() -> int:
    """Taken, or uncertain for as long as nobody settles it."""
    return Message.objects.filter(state__in=TAKEN).count() + Message.objects.parked().count()


def _wait_for(settled: int, give_up_at: float) -> None:
    while _settled() < settled and time.monotonic() < give_up_at:
        time.sleep(0.01)


def _kill(worker: subprocess.Popen[bytes]) -> int:
    """Returns how many messages it had in its hands."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    return Message.objects.filter(state=State.SENDING).count()


def _queue() -> None:
    with transaction.atomic():
        for number in range(MESSAGES):
            outbox.send(
                "sign_in_code",
                phone=f"+1202555{number:04}",
                language="ru",
                context={"code": f"{number:06}"},
                dedupe_key=f"fault:{number}",
            )
    Message.objects.update(expires_at="2100-01-01T00:00Z")  # a slow machine is not the question


def _suffered(gateway: str) -> Toll:
    """Send all through `gateway` while one worker after the other is killed."""
    _queue()
    assert _settled() == 0
    started = time.monotonic()
    give_up_at, most_held = started + GIVE_UP_AFTER, 0
    for _ in range(KILLS):
        worker = _worker(gateway)
        try:
            # Anywhere in a batch, so also inside a call and between a call and its record.
            _wait_for(_settled() + SystemRandom().randint(1, LONGEST_LIFE), give_up_at)
        finally:
            most_held = max(most_held, _kill(worker))
    assert _settled() < MESSAGES, "all were sent before the last kill: it killed nothing"
    worker = _worker(gateway)
    try:
        _wait_for(MESSAGES, give_up_at)
    finally:
        _kill(worker)
    return _counted(most_held, time.monotonic() - started)


def _counted(most_held: int, seconds: float) -> Toll:
    """What the phones got, beside what the house says of it."""
    got = Counter(SandboxSms.objects.values_list("phone", flat=True))
    parked = set(Message.objects.parked().values_list("phone", flat=True))
    phones = set(Message.objects.values_list("phone", flat=True))
    return Toll(
        lost=len(phones - got.keys() - parked),
        doubled=sum(got.values()) - len(got),
        replayed=Attempt.objects.filter(sends__gt=1).count(),
        parked=len(parked),
        most_held=most_held,
        seconds=seconds,
    )


def _tell(capsys: pytest.CaptureFixture[str], gateway: str, toll: Toll) -> None:
    with capsys.disabled():
        sys.stdout.write(f"\n{gateway}: {toll}\n")


@pytest.mark.usefixtures("nobody_at_work")
def test_with_a_replay_safe_gateway_nothing_is_lost_and_nothing_doubled(
    capsys: pytest.CaptureFixture[str],
) -> None:
    toll = _suffered("replay_safe")
    _tell(capsys, "replay-safe", toll)
    assert toll.most_held > 0
    assert (toll.lost, toll.doubled, toll.parked, _settled()) == (0, 0, 0, MESSAGES)


@pytest.mark.usefixtures("nobody_at_work")
def test_with_an_opaque_gateway_nothing_is_doubled_and_every_uncertain_one_is_shown(
    capsys: pytest.CaptureFixture[str],
) -> None:
    toll = _suffered("opaque")
    _tell(capsys, "opaque", toll)
    assert (toll.lost, toll.doubled, toll.replayed, _settled()) == (0, 0, 0, MESSAGES)
    assert toll.parked <= KILLS  # one call a dead worker, and no more


@pytest.mark.usefixtures("nobody_at_work")
def test_a_blind_retry_doubles_so_the_other_tests_can_fail(
    capsys: pytest.CaptureFixture[str],
) -> None:
    toll = _suffered("blind")
    _tell(capsys, "blind retry", toll)
    assert toll.doubled > 0
