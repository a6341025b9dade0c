"""`make bench-messages`: how fast a backlog drains, and how long a sign-in code waits behind it.

Real Celery workers as the Procfile starts them: one for codes, two processes for the rest. The
gateway is the sandbox, which answers at once, so this measures the house and not an operator.
`QUICK=1` has twenty thousand messages in the backlog instead of a hundred thousand.
"""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any

from tests.bench.crowd import fill
from tests.bench.scratch import scratch_database
from tests.bench.sheet import where

BACKLOG = 20_000 if os.environ.get("QUICK") else 100_000
CODES, PAUSE = 200, 0.1
WORKERS = {"codes": ("codes", "1"), "worker": ("normal,bulk", "2")}
GIVE_UP_AFTER = 60.0
QUEUE = """
INSERT INTO notifications_message (public_id, created_at, updated_at, kind, lane, phone, channel,
    language, body, secret, segments, recipient_id, person, dedupe_key, state, reason, next_at,
    expires_at)
SELECT gen_random_uuid(), now(), now(), 'training.cancelled', 'bulk', phone, 'sms',
    'ru', 'You have a message', false, 1, user_id, public_id, 'bulk:' || id, 'queued', '', now(),
    now() + interval '1 day'
FROM reintegration_returnee
"""


def main() -> None:
    print(where("django", "celery", "psycopg"))
    with scratch_database("bench_messages"):
        from backend.notifications.models import Message  # noqa: PLC0415

        _queue_backlog()
        with _workers():
            _warm()
            begun, before = time.monotonic(), _received()
            waits = _codes()
            rate = (_received() - before) / (time.monotonic() - begun)
            if not Message.objects.filter(lane="bulk", state="queued").exists():
                raise SystemExit("The backlog was drained before the last code: too small a one.")
    print(f"\n{BACKLOG:,} messages wait, {CODES} codes one by one while they are sent\n")
    print(f"drained: {rate:.0f} messages/s, codes among them")
    p95 = quantiles(waits, n=20)[-1]
    print(
        f"a code from its commit to the gateway: p50 {median(waits):.3f} s, p95 {p95:.3f} s, ",
        end="",
    )
    print(f"most {max(waits):.3f} s")


def _queue_backlog() -> None:
    """One message to each made-up person, of a kind that rests on consent: 5 % have given none.

    Rows as `outbox.send` writes them, by one statement.
    """
    from django.db import connection  # noqa: PLC0415

    fill(BACKLOG, 1)
    with connection.cursor() as cursor:
        cursor.execute(QUEUE)


@contextmanager
def _workers() -> Iterator[None]:
    from django.db import connection  # noqa: PLC0415

    from backend.celery import app  # noqa: PLC0415

    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    app.conf.task_always_eager = False
    app.control.purge()
    started = [
        subprocess.Popen(_command(name, *how), env=environment) for name, how in WORKERS.items()
    ]
    try:
        yield
    finally:
        for worker in started:
            worker.terminate()
        for worker in started:
            worker.wait()


def _command(name: str, queues: str, concurrency: str) -> tuple[str, ...]:
    return (
        sys.executable, "-m", "celery", "--app", "backend", "worker", "--hostname", f"{name}@%h",
        "--queues", queues, "--concurrency", concurrency, "--loglevel", "ERROR",
    )  # fmt: skip


def _warm() -> None:
    """Both lanes at work."""
    from backend.notifications import outbox  # noqa: PLC0415

    for _ in range(2):
        outbox.wake("bulk")
    _code(0)
    give_up_at = time.monotonic() + GIVE_UP_AFTER
    while _received() < 2 or _arrival(0) is None:
        if time.monotonic() > give_up_at:
            raise RuntimeError("The workers do not work")
        time.sleep(0.1)


def _codes() -> list[float]:
    """Seconds from the commit of each code to the gateway."""
    committed = {}
    for number in range(1, CODES + 1):
        _code(number)
        committed[number] = time.time()
        time.sleep(PAUSE)
    time.sleep(5)
    arrived = {number: _arrival(number) for number in committed}
    lost = [number for number, at in arrived.items() if at is None]
    if lost:
        raise RuntimeError(f"{len(lost)} codes did not arrive within 5 s")
    # The commit ends a moment before its hook returns here; a negative wait is that moment.
    return [max(0.0, arrived[number] - at) for number, at in committed.items()]


def _code(number: int) -> Any:
    from django.db import transaction  # noqa: PLC0415

    from backend.notifications import outbox  # noqa: PLC0415

    with transaction.atomic():
        return outbox.send(
            "sign_in_code", phone=f"+1303{number:07}", language="ru",
            context={"code": f"{number:06}"}, dedupe_key=f"code:{number}",
        )  # fmt: skip


def _arrival(number: int) -> float | None:
    """When the gateway got a code, by the clock of this machine."""
    from backend.notifications.models import SandboxSms  # noqa: PLC0415

    found = SandboxSms.objects.filter(phone=f"+1303{number:07}").values_list("at", flat=True)
    first = found.first()
    return first.timestamp() if first else None


def _received() -> int:
    from backend.notifications.models import SandboxSms  # noqa: PLC0415

    return SandboxSms.objects.count()


if __name__ == "__main__":
    main()
