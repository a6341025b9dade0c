"""A night whose workers are killed ends with the same matches as one that nobody disturbed."""

import datetime as dt
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Event
from typing import Any

import pytest
from django.db import connection

from backend.celery import app
from backend.notifications.models import Message
from jobs import locks, night_tasks
from jobs.actions import merging, nights
from jobs.models import Match, MatchFound, MatchRun, MatchShard, Vacancy
from jobs.states import RunState
from reintegration.models import Returnee
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db(transaction=True)

WORKER = (sys.executable, "-m", "celery", "--app", "backend", "worker", "--queues", "nights",
          "--concurrency", "2", "--loglevel", "WARNING")  # fmt: skip
GIVE_UP_AFTER = 120.0


@pytest.fixture
def town(
    anara: Returnee, vacancy: Vacancy, another_welder: Another, another_vacancy: Another,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    """Thirty people and ten vacancies, in small shards."""
    for number in range(30):
        another_welder(number, wage_floor=30_000 + 500 * number, wage_currency="KGS")
    for number in range(10):
        another_vacancy(wage_from=40_000 + 1_000 * number)
    monkeypatch.setattr(nights, "PEOPLE_AT_ONCE", 5)
    monkeypatch.setattr(nights, "OPENINGS_AT_ONCE", 4)


@pytest.fixture
def real_queue() -> Iterator[None]:
    """Tasks go to Redis, and wait there for a worker."""
    app.conf.task_always_eager = False
    yield
    app.conf.task_always_eager = True


@contextmanager
def a_worker() -> Iterator[Callable[[], None]]:
    """A worker with two children; what it yields kills all of them at once."""
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    worker = subprocess.Popen(WORKER, env=environment, start_new_session=True)

    def kill() -> None:
        if worker.poll() is None:
            os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()

    try:
        yield kill
    finally:
        kill()


def wait_for(happened: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + GIVE_UP_AFTER
    while not happened():
        assert time.monotonic() < give_up_at, "the worker has not done it in time"
        time.sleep(0.01)


def hold(lock: str, may_rest: Event) -> None:
    with locks.alone(lock):
        assert may_rest.wait(60)
    connection.close()


def result() -> tuple[Any, Any]:
    """The matches, and who was told of what."""
    pair = ("returnee_id", "vacancy_id")
    rows = Match.objects.order_by(*pair).values_list(*pair, "score", "parts", "is_current")
    return list(rows), set(Match.objects.told().values_list(*pair))


def undisturbed() -> tuple[Any, Any]:
    """What a night in one go finds on the same facts."""
    Message.objects.all().delete()
    Match.objects.all().delete()
    run = nights.match_all()
    assert run is not None
    assert run.state == RunState.DONE
    return result()


@pytest.mark.usefixtures("town", "real_queue")
def test_a_worker_killed_half_way_through_the_shards(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night_tasks, "PATIENCE", dt.timedelta(0))
    night_tasks.match_nightly()
    left = MatchShard.objects.unfound()
    everything = left.count()
    with a_worker() as kill:
        wait_for(lambda: left.count() < everything)
        kill()
    assert 0 < left.count() < everything, "it was to be killed half-way"
    wait_for(lambda: not nights.is_in_hands(MatchRun.objects.get()))
    night_tasks.resume_night()
    with a_worker():
        wait_for(lambda: not MatchRun.objects.filter(state=RunState.RUNNING).exists())
    run = MatchRun.objects.get()
    assert (run.state, MatchFound.objects.count()) == (RunState.DONE, 0)
    killed = result()
    assert run.pairs_found == len(killed[0]) > 100
    assert killed == undisturbed()


@pytest.mark.usefixtures("town", "real_queue")
def test_a_shard_that_comes_twice_does_not_end_the_night_before_it_is_found() -> None:
    night_tasks.match_nightly()
    left = MatchShard.objects.unfound()
    slow = left.last()
    with a_worker():
        with locks.alone(locks.of_shard(slow.pk)):  # the first worker is still at it
            wait_for(lambda: left.count() == 1)
        wait_for(lambda: MatchRun.objects.get().state == RunState.DONE)
    assert left.count() == 0


@pytest.mark.usefixtures("town")
def test_a_night_that_somebody_is_at_is_not_woken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(night_tasks, "PATIENCE", dt.timedelta(0))
    night, may_rest = nights.begin(), Event()
    with ThreadPoolExecutor(1) as pool:
        worker = pool.submit(hold, locks.of_shard(night.shards.last().pk), may_rest)
        wait_for(lambda: nights.is_in_hands(night))
        night_tasks.resume_night()
        assert night.shards.unfound().count() == night.shards.count()
        may_rest.set()
        worker.result(60)
    night_tasks.resume_night()
    assert MatchRun.objects.get().state == RunState.DONE


@pytest.mark.usefixtures("town")
def test_a_night_killed_while_it_merges_goes_on_where_it_stopped(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    merge, lives = merging.merge, iter(range(2))

    def mortal(run: MatchRun, first: int, last: int) -> int:
        if next(lives, None) is None:
            raise SystemExit
        return merge(run, first, last)

    with monkeypatch.context() as killing:
        killing.setattr(merging, "merge", mortal)
        with pytest.raises(SystemExit):
            nights.match_all()
    run = MatchRun.objects.get()
    merged = MatchShard.objects.filter(merged_at__isnull=False)
    assert (run.state, merged.count()) == (RunState.RUNNING, 2)
    assert nights.match_all() == run
    killed = result()
    assert killed == undisturbed()
