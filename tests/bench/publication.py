"""`make bench-publication`: from the publication of a vacancy to SMS that wait for a gateway.

A real worker holds a million people. This process publishes one vacancy after another as staff
do, the hint goes through Redis, and the clock stops when the first notice, and then all of them,
are committed. `QUICK=1` has a hundred thousand people.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from statistics import median, quantiles
from typing import Any

from tests.bench.crowd import fill
from tests.bench.scratch import scratch_database
from tests.bench.sheet import where

PEOPLE = 100_000 if os.environ.get("QUICK") else 1_000_000
VACANCIES = 20_000
PUBLISHED = 12
GIVE_UP_AFTER = 300.0
WORKER = (sys.executable, "-m", "celery", "--app", "backend", "worker", "--queues", "matching",
          "--pool", "threads", "--concurrency", "2", "--loglevel", "ERROR")  # fmt: skip


def main() -> None:
    print(where("numpy", "numba", "django", "celery"))
    with scratch_database("bench_publication"):
        fill(PEOPLE, VACANCIES)
        with _worker():
            officer = _officer()
            loading = _published(1, officer)
            times = [_published(number, officer) for number in range(2, 2 + PUBLISHED)]
    told = [count for *_, count in times]
    print(f"\n{PEOPLE:,} people, {VACANCIES:,} vacancies, {PUBLISHED} published one by one\n")
    print(f"notices for each: p50 {median(told):.0f}, most {max(told)}")
    print("\n| from publication to | p50 | p95 | most |\n|---|---|---|---|")
    for column, what in enumerate(("the first SMS queued", "all of them", "the end of its run")):
        print(_row(what, [one[column] for one in times]))
    print(f"\nThe first of all, for which everybody is read: {loading[0]:.1f} s")


def _row(what: str, seconds: list[float]) -> str:
    p95 = quantiles(seconds, n=20)[-1]
    return f"| {what} | {median(seconds):.2f} s | {p95:.2f} s | {max(seconds):.2f} s |"


@contextmanager
def _worker() -> Iterator[None]:
    from django.db import connection  # noqa: PLC0415  Django is set up by then

    from backend.celery import app  # noqa: PLC0415

    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    app.conf.task_always_eager = False
    worker = subprocess.Popen(WORKER, env=environment)
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()


def _officer() -> Any:
    from backend.accounts.models import User  # noqa: PLC0415
    from backend.accounts.states import Role  # noqa: PLC0415

    return User.objects.create(
        role=Role.ADMINISTRATOR, email="bench@homeward.example", name="Bench"
    )


def _published(vacancy_id: int, officer: Any) -> tuple[float, float, float, int]:
    """Seconds to the first SMS, to all of them, to the end of the run; and how many SMS."""
    from jobs.actions import publication  # noqa: PLC0415
    from jobs.models import Match, MatchRun, Vacancy  # noqa: PLC0415
    from jobs.states import RunState, VacancyState  # noqa: PLC0415

    chosen = Vacancy.objects.filter(pk=vacancy_id)
    chosen.update(state=VacancyState.SCREENING, published_at=None)
    told = Match.objects.told().filter(vacancy=vacancy_id)
    runs = MatchRun.objects.filter(subject_id=vacancy_id)
    start = time.perf_counter()
    publication.publish(chosen.get(), by=officer)
    first = _until(start, lambda: told.exists() or runs.filter(state=RunState.DONE).exists())
    alls = _until(start, lambda: not Match.objects.promised().filter(vacancy=vacancy_id).exists())
    end = _until(start, lambda: runs.filter(state=RunState.DONE).exists())
    count = told.count()
    print(f"SMS queued {first:.2f} s, all {count} {alls:.2f} s, run done {end:.1f} s", flush=True)
    return first, alls, end, count


def _until(start: float, happened: Callable[[], bool]) -> float:
    while not happened():
        if time.perf_counter() - start > GIVE_UP_AFTER:
            raise SystemExit("The worker has not done it in time.")
        time.sleep(0.005)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
