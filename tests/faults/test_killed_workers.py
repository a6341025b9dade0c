"""`make faults`: workers are killed while they send; nothing is lost, nothing doubled.

The sandbox gateway is replay-safe, as its key is unique. Part 3 brings the whole matrix.
"""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
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
GIVE_UP_AFTER = 180.0

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

# Test settings run tasks at once, so the sweep's wake drains here: a worker and beat in one.
WORKER = """
import os, time
from django.conf import settings
settings.DATABASES["default"]["NAME"] = os.environ["FAULTS_DATABASE"]
import django
django.setup()
from backend.notifications.tasks import sweep
while True:
    sweep()
    time.sleep(0.2)
"""


@pytest.fixture
def nobody_at_work() -> Iterator[None]:
    """Else the commit itself would send, in this process."""
    with Celery("idle", broker="memory://") as idle:
        idle.set_current()
        yield
    house_celery.set_current()


def _worker() -> subprocess.Popen[bytes]:
    """A process of its own on this test's database."""
    environment = os.environ | {"FAULTS_DATABASE": str(connection.settings_dict["NAME"])}
    return subprocess.Popen([sys.executable, "-c", WORKER], env=environment)


def _taken() -> int:
    return Message.objects.filter(state__in=TAKEN).count()


def _wait_for(taken: int, give_up_at: float) -> None:
    while _taken() < taken and time.monotonic() < give_up_at:
        time.sleep(0.01)


def _kill(worker: subprocess.Popen[bytes]) -> int:
    """Returns how many messages it had in its hands."""
    worker.send_signal(signal.SIGKILL)
    worker.wait()
    return Message.objects.filter(state=State.SENDING).count()


@pytest.mark.usefixtures("nobody_at_work")
def test_workers_killed_at_work_lose_and_double_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    with transaction.atomic():
        for number in range(MESSAGES):
            outbox.send(
                "sign_in_code",
                phone=f"+1202555{number:04}",
                language="ru",
                context={"code": f"{number:06}"},
                dedupe_key=f"fault:{number}",
            )
    assert _taken() == 0
    started = time.monotonic()
    give_up_at, most_held = started + GIVE_UP_AFTER, 0
    for _ in range(KILLS):
        worker = _worker()
        try:
            # Anywhere in a batch, so also inside a call and between a call and its record.
            _wait_for(_taken() + SystemRandom().randint(1, LONGEST_LIFE), give_up_at)
        finally:
            most_held = max(most_held, _kill(worker))
    assert _taken() < MESSAGES, "all were sent before the last kill: it killed nothing"
    worker = _worker()
    try:
        _wait_for(MESSAGES, give_up_at)
    finally:
        _kill(worker)
    got = Counter(SandboxSms.objects.values_list("phone", flat=True))
    lost, doubled = MESSAGES - len(got), sum(got.values()) - len(got)
    replayed = Attempt.objects.filter(sends__gt=1).count()
    result = (
        f"{MESSAGES} messages, {KILLS} kills, at most {most_held} in the hands of the dead, "
        f"{replayed} replayed; lost {lost}, doubled {doubled}; {time.monotonic() - started:.0f} s"
    )
    with capsys.disabled():
        sys.stdout.write(f"\n{result}\n")
    assert most_held > 0
    assert (lost, doubled, _taken()) == (0, 0, MESSAGES), result
