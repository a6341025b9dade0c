"""A house of its own for the story: a database made for it, and one worker that serves it."""

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.db import connection

DATABASE = "homeward_demo"
# Behind those of the running house and of the tests; an outside Redis has sixteen at most.
REDIS_DATABASE, REDIS_DATABASE_OUTSIDE = 60, 13
MANAGE = (sys.executable, "manage.py")
WORKER = (sys.executable, "-m", "celery", "--app", "backend", "worker", "--concurrency", "1",
          "--loglevel", "WARNING",
          "--queues", "sweep,codes,normal,bulk,matching,nights")  # fmt: skip
STOP_WITHIN = 10


class InUse(RuntimeError):
    """The story is being told already."""


@contextmanager
def empty_house() -> Iterator[dict[str, str]]:
    """The environment of a process that lives in the house; all of it is gone afterwards."""
    with _database():
        environment = _environment()
        _manage(environment, "migrate", "--verbosity=0")
        with _worker(environment):
            _manage(environment, "load_taxonomy")
            yield environment


def _environment() -> dict[str, str]:
    url = urlsplit(os.environ["DATABASE_URL"])
    inside = settings.REDIS_URL.startswith("unix")
    first = REDIS_DATABASE if inside else REDIS_DATABASE_OUTSIDE
    return os.environ | {
        "DATABASE_URL": urlunsplit(url._replace(path=f"/{DATABASE}")),
        "REDIS_FIRST_DATABASE": str(first),
        "LOG_LEVEL": "WARNING",
        "PYTHONUNBUFFERED": "1",
    }


@contextmanager
def _database() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtextextended(%s, 0))", [DATABASE])
        if not cursor.fetchone()[0]:
            raise InUse("The story is being told already. Wait until it has ended.")
        drop = f"DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)"
        cursor.execute(drop)
        cursor.execute(f"CREATE DATABASE {DATABASE}")
        try:
            yield
        finally:
            cursor.execute(drop)


def _manage(environment: dict[str, str], *arguments: str) -> None:
    command = [*MANAGE, *arguments]
    subprocess.run(
        command, cwd=settings.ROOT, env=environment, check=True, stdout=subprocess.DEVNULL
    )


@contextmanager
def _worker(environment: dict[str, str]) -> Iterator[None]:
    log = Path(settings.ROOT) / "var" / "demo-worker.log"
    with log.open("w") as output:
        worker = subprocess.Popen(
            WORKER, cwd=settings.ROOT, env=environment, stdout=output, stderr=output
        )
        try:
            yield
        finally:
            worker.terminate()
            try:
                worker.wait(STOP_WITHIN)
            except subprocess.TimeoutExpired:
                worker.kill()
                worker.wait()
