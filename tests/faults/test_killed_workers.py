"""`make faults`: real workers are killed while they send; nothing is lost, nothing doubled.

The sandbox gateway is replay-safe, as its key is unique. Part 3 brings the whole matrix.
"""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.db import connection, transaction

from backend.notifications import outbox
from backend.notifications.models import Message, SandboxSms
from backend.notifications.states import TAKEN

MESSAGES, KILLS = 400, 6
GIVE_UP_AFTER = 240

pytestmark = [pytest.mark.faults, pytest.mark.django_db(transaction=True)]

WORKER = """
import time, django
django.setup()
from backend.notifications.tasks import drain, sweep
while True:
    sweep.apply()
    drain.apply(("codes",))
    time.sleep(0.2)
"""


def _worker() -> subprocess.Popen[bytes]:
    """A process of its own on this test's database, as a worker and its sweeper would be."""
    name = str(connection.settings_dict["NAME"])
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "backend.settings.test",
        "HOMEWARD_TEST_DATABASE": name,
    }
    code = (
        "import os; from django.conf import settings; "
        "settings.DATABASES['default']['NAME'] = os.environ['HOMEWARD_TEST_DATABASE']\n" + WORKER
    )
    return subprocess.Popen([sys.executable, "-c", code], env=environment)


def _left() -> int:
    return Message.objects.exclude(state__in=TAKEN).count()


def test_workers_killed_at_work_lose_and_double_nothing(db: None) -> None:
    with transaction.atomic():
        for number in range(MESSAGES):
            outbox.send(
                "sign_in_code",
                phone=f"+1202555{100 + number % 100:04}",
                language="ru",
                context={"code": f"{number:06}"},
                dedupe_key=f"fault:{number}",
            )
    worker, killed, started = _worker(), 0, time.monotonic()
    while _left() and time.monotonic() - started < GIVE_UP_AFTER:
        time.sleep(1.5)
        if killed < KILLS and Message.objects.filter(state__in=TAKEN).exists():
            worker.send_signal(signal.SIGKILL)
            worker.wait()
            worker, killed = _worker(), killed + 1
    worker.kill()
    worker.wait()
    assert killed == KILLS
    assert _left() == 0
    assert SandboxSms.objects.count() == MESSAGES
