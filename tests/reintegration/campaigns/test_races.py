"""Two at once, a stop in the midst, a worker killed half-way (real PostgreSQL, real processes)."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from celery import Celery
from django.db import connection

from backend.accounts.models import User
from backend.lib.errors import StateConflict
from backend.notifications.models import Message
from backend.notifications.states import State
from reintegration.campaigns import actions, queueing
from reintegration.campaigns.progress import Standing, progress
from reintegration.campaigns.queueing import carry_on, key_of
from reintegration.models import Campaign, Returnee
from reintegration.tasks import carry_on_campaigns
from tests.notifications.conftest import ScriptedGateway
from tests.notifications.conftest import no_worker as no_worker
from tests.reintegration.campaigns.conftest import Crowd, Written, carry_on_to_the_end, sent_to

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("no_worker")]

PEOPLE, AT_ONCE, WORKERS = 40, 4, 4
GIVE_UP_AFTER = 60.0
# As the task does, a little slower, so that the test is there in time.
WORKER = f"""
import sys, time
import django
django.setup()
from reintegration.campaigns import queueing
queueing.AT_ONCE = {AT_ONCE}
while queueing.carry_on(int(sys.argv[1])):
    time.sleep(0.1)
"""


@pytest.fixture(autouse=True)
def _small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queueing, "AT_ONCE", AT_ONCE)


@pytest.fixture
def draft(written: Written, crowd: Crowd) -> Campaign:
    crowd(PEOPLE)
    return written()


@pytest.fixture
def started(draft: Campaign, officer: User) -> Campaign:
    return actions.start(draft, by=officer)


def each_once(campaign: Campaign) -> None:
    keys = {key_of(campaign, person) for person in Returnee.objects.all()}
    messages = Message.objects.values_list("dedupe_key", flat=True)
    assert sorted(messages) == sorted(keys)
    assert progress(campaign).people == PEOPLE


def in_threads(deed: Callable[[], Any]) -> list[Any]:
    def one(_number: int) -> Any:
        Celery("idle", broker="memory://").set_current()  # as `no_worker`, for this thread
        try:
            return deed()
        finally:
            connection.close()

    with ThreadPoolExecutor(WORKERS) as pool:
        return list(pool.map(one, range(WORKERS)))


def test_of_several_who_start_at_once_one_starts(draft: Campaign, officer: User) -> None:
    def start() -> bool:
        try:
            actions.start(Campaign.objects.get(pk=draft.pk), by=officer)
        except StateConflict:
            return False
        return True

    assert sorted(in_threads(start)) == [False] * (WORKERS - 1) + [True]
    carry_on_to_the_end(draft)
    each_once(draft)


def test_several_workers_on_one_campaign_write_each_message_once(started: Campaign) -> None:
    in_threads(lambda: carry_on_to_the_end(started))
    carry_on_to_the_end(started)  # whoever found it taken has left
    each_once(started)


def test_a_stop_while_it_is_queued_ends_both_the_queueing_and_the_queued(
    started: Campaign, officer: User, operator: ScriptedGateway
) -> None:
    with ThreadPoolExecutor(1) as pool:
        queued = pool.submit(in_threads, lambda: carry_on_to_the_end(started))
        wait_for(Message.objects.exists)
        actions.stop(started, by=officer)
        written = Message.objects.count()
        queued.result()
    carry_on_to_the_end(started)
    assert Message.objects.count() == written
    assert set(Message.objects.values_list("state", flat=True)) == {State.CANCELLED}
    assert dict(progress(started).standings)[Standing.STOPPED] == PEOPLE
    assert sent_to(operator) == []


def test_a_worker_killed_half_way_is_followed_by_one_that_goes_on(
    started: Campaign, operator: ScriptedGateway
) -> None:
    environment = os.environ | {
        "DJANGO_SETTINGS_MODULE": "tests.worker_settings",
        "TEST_DATABASE": str(connection.settings_dict["NAME"]),
    }
    call = (sys.executable, "-c", WORKER, str(started.pk))
    with subprocess.Popen(call, env=environment) as worker:
        wait_for(Message.objects.exists)
        worker.send_signal(signal.SIGKILL)
    assert 0 < Message.objects.count() < PEOPLE, "it was to be killed half-way"
    carry_on_to_the_end(started)
    each_once(started)
    assert sent_to(operator) == sorted(Returnee.objects.values_list("phone", flat=True))


def test_the_task_that_beat_calls_finds_what_was_left(started: Campaign) -> None:
    carry_on(started.pk)
    carry_on_campaigns()
    each_once(started)
    started.refresh_from_db()
    assert started.queued_at is not None


def wait_for(happened: Callable[[], bool]) -> None:
    give_up_at = time.monotonic() + GIVE_UP_AFTER
    while not happened():
        assert time.monotonic() < give_up_at, "it has not happened in time"
        time.sleep(0.005)
