"""What Celery runs for the night. Every task may be lost or come twice: the database knows."""

import datetime as dt
import logging
from typing import Any

from celery import Task, chord, shared_task
from django.utils import timezone

from jobs.actions import nights
from jobs.actions.merging import GivenUp
from jobs.models import MatchRun, MatchShard
from jobs.states import RunState

# A night that has not come on for so long, and that nobody is at, has lost its hint or its worker.
PATIENCE = dt.timedelta(minutes=3)

# A night that fails is made again, and no more than this many in all.
NIGHTS_A_DAY = 3

# Seconds until a shard that another worker is at is asked for again.
ASK_AGAIN = 10

# Seconds: a million people are loaded, merged and told in minutes, not within other tasks' limit.
LONG = 4 * 3600

logger = logging.getLogger(__name__)


@shared_task
def match_nightly() -> None:
    """Begin the night, or go on with the one under way."""
    _wake(nights.begin())


@shared_task
def resume_night() -> None:
    """Every minute: a night whose hint Redis has lost, or whose worker died; or that failed."""
    run = MatchRun.objects.night_under_way()
    if run is None:
        _try_again()
        return
    newest = MatchShard.objects.filter(run=run).newest_step() or run.created_at
    if newest < timezone.now() - PATIENCE and not nights.is_in_hands(run):
        logger.info("Run %s is woken", run.pk)
        _wake(nights.begin())


def _try_again() -> None:
    """Plan the night anew that failed today: the facts may have been replaced meanwhile."""
    nights_today = MatchRun.objects.nights_of(timezone.localdate())[:NIGHTS_A_DAY]
    states = list(nights_today.values_list("state", flat=True))
    if states and states[0] == RunState.FAILED and len(states) < NIGHTS_A_DAY:
        _wake(nights.begin())


# The chord counts its header by results. Loading everybody may take minutes.
@shared_task(bind=True, ignore_result=False, time_limit=LONG, soft_time_limit=LONG - 60)
def match_shard(self: "Task[Any, Any]", shard_id: int) -> None:
    """One part of the night.

    Redis hands a task that takes long to a second worker. If that one said it was done, the chord
    would end the night before the first has found anything.
    """
    try:
        found = nights.match_shard(shard_id)
    except GivenUp as error:
        logger.info("%s", error)
        return
    if not found:
        raise self.retry(countdown=ASK_AGAIN, max_retries=None)


@shared_task(time_limit=LONG, soft_time_limit=LONG - 60)
def finish_night(run_id: int) -> None:
    """When all shards were found, or once more to go on with it."""
    nights.finish(run_id)


def _wake(run: MatchRun) -> None:
    """Every shard that is left, shared by all workers; after the last one the end of it."""
    left = MatchShard.objects.unfound().filter(run=run).values_list("pk", flat=True)
    end = finish_night.si(run.pk).set(queue="nights")
    shards = [match_shard.si(pk).set(queue="nights") for pk in left]
    if shards:
        chord(shards)(end)
    else:
        end.apply_async()
