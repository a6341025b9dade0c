"""Workers that race, die or are never woken: nothing lost, nothing doubled."""

import threading
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from time import monotonic

import pytest
from celery import Celery
from celery.contrib.testing.worker import start_worker
from django.db import connections
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.celery import app as house_celery
from backend.notifications import delivery, sweeping, tasks
from backend.notifications.claims import BATCH, LEASE, begin, claim
from backend.notifications.gateways.base import CALL_SECONDS
from backend.notifications.models import Attempt, Message, SandboxSms
from backend.notifications.states import Lane, State
from tests.notifications.conftest import ScriptedGateway, Send, as_configured

pytestmark = pytest.mark.django_db


def leases_run_out() -> None:
    Message.objects.filter(state=State.SENDING).update(
        lease_until=timezone.now() - timedelta(seconds=1)
    )


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_worker")
def test_workers_at_once_send_each_message_once(send: Send) -> None:
    keys = [f"key-{number}" for number in range(3 * BATCH)]
    for key in keys:
        send(key, context={"word": key})
    start = threading.Barrier(4)

    def work() -> None:
        try:
            start.wait()
            delivery.drain(Lane.NORMAL)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    received = Counter(SandboxSms.objects.values_list("body", flat=True))
    assert received == {f"Homeward: {key}": 1 for key in keys}
    assert Attempt.objects.count() == len(keys)


@pytest.mark.usefixtures("no_worker")
@pytest.mark.parametrize("it_was_sent", [True, False])
def test_a_worker_killed_around_the_call_loses_and_doubles_nothing(
    send: Send, it_was_sent: bool
) -> None:
    message = send()
    taken = claim(Lane.NORMAL).claims[0]
    assert begin([taken])
    if it_was_sent:
        taken.gateway.send(taken.sms)
    # Here the worker dies: nobody settles its claim.
    assert sweeping.reap() == 0
    assert not claim(Lane.NORMAL).claims
    leases_run_out()
    assert sweeping.reap() == 1
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    assert SandboxSms.objects.get().key == message.attempts.get().provider_key


@pytest.mark.usefixtures("no_worker")
def test_a_killed_workers_message_is_parked_where_a_second_send_could_double_it(
    send: Send, operator: ScriptedGateway
) -> None:
    message = send()
    assert begin(claim(Lane.NORMAL).claims[:1])
    leases_run_out()
    sweeping.reap()
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, message.next_at, operator.got) == (State.UNKNOWN, None, [])


@pytest.mark.usefixtures("no_worker")
def test_a_killed_worker_loses_nothing_of_its_batch_but_the_call_it_was_in(
    send: Send, operator: ScriptedGateway
) -> None:
    messages = [send(f"key-{number}") for number in range(BATCH)]
    claims = claim(Lane.NORMAL).claims
    assert begin(claims[:1])
    leases_run_out()
    assert sweeping.reap() == BATCH
    delivery.drain(Lane.NORMAL)
    assert len(operator.got) == BATCH - 1
    states = Counter(Message.objects.values_list("state", flat=True))
    assert states == {State.ACCEPTED: BATCH - 1, State.UNKNOWN: 1}
    assert {attempt.number for attempt in Attempt.objects.all()} == {1}
    assert {attempt.sends for attempt in Attempt.objects.all()} == {1}
    messages[0].refresh_from_db()
    assert messages[0].state == State.UNKNOWN


@pytest.mark.usefixtures("no_worker")
def test_a_worker_that_was_given_up_before_its_call_makes_no_call(
    send: Send, operator: ScriptedGateway
) -> None:
    send()
    late = claim(Lane.NORMAL).claims[0]
    leases_run_out()
    sweeping.reap()
    assert not begin([late])
    assert not Attempt.objects.exists()


def test_a_lease_outlives_the_longest_call() -> None:
    assert timedelta(seconds=2 * CALL_SECONDS) < LEASE


@pytest.mark.usefixtures("redis_is_down")
def test_without_redis_the_deed_succeeds_and_the_sweeper_sends_later(
    send: Send,
    caplog: pytest.LogCaptureFixture,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    started = monotonic()
    with django_capture_on_commit_callbacks(execute=True):
        message = send()
    assert monotonic() - started < 1
    assert "was not woken" in caplog.text
    assert not SandboxSms.objects.exists()
    house_celery.set_current()  # Redis is back
    tasks.sweep()
    message.refresh_from_db()
    assert message.state == State.DELIVERED
    assert SandboxSms.objects.count() == 1


def test_the_sweeper_settles_what_a_dead_worker_held_and_what_is_too_late(send: Send) -> None:
    held, late = send("held"), send("late")
    Message.objects.filter(pk=late.pk).update(expires_at=timezone.now())
    claim(Lane.NORMAL)
    leases_run_out()
    tasks.sweep()
    held.refresh_from_db()
    late.refresh_from_db()
    assert (held.state, late.state) == (State.DELIVERED, State.EXPIRED)


@pytest.fixture
def celery_over_redis() -> Iterator[Celery]:
    """The house's own broker and queues, tasks not run at once as in other tests."""
    celery = as_configured("real")
    celery.set_current()
    yield celery
    celery.close()
    house_celery.set_current()


@pytest.mark.django_db(transaction=True)
def test_a_real_worker_is_woken_through_redis_in_the_lane_of_the_kind(
    send: Send, celery_over_redis: Celery
) -> None:
    celery_over_redis.control.purge()
    send(kind="test.code")
    with start_worker(
        celery_over_redis, pool="solo", perform_ping_check=False, queues=[Lane.CODES]
    ):
        pause = threading.Event()
        for _ in range(400):
            if SandboxSms.objects.exists():
                break
            pause.wait(0.05)
    assert SandboxSms.objects.count() == 1
