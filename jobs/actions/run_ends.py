"""How runs end."""

import datetime as dt
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from backend.audit.actions import record as audit
from jobs import locks
from jobs.models import MatchFound, MatchRun
from jobs.states import RunState

logger = logging.getLogger(__name__)


@transaction.atomic
def done(run: MatchRun) -> None:
    """It found, wrote and told all. Nothing happens if it was given up meanwhile."""
    if not _end(run, RunState.DONE):
        return
    MatchFound.objects.filter(run=run).delete()
    audit("jobs.matching.run", by=None, subject=run, trigger=run.trigger, pairs=run.pairs_found)
    logger.info("Run %s: %s pairs, %s notices", run.pk, run.pairs_found, run.notices_sent)


@transaction.atomic
def fail(run: MatchRun) -> None:
    """It cannot go on: what it staged is of no use, and whom it chose to tell, others may."""
    if _end(run, RunState.FAILED):  # first: a shard that stages meanwhile sees it, or is seen
        MatchFound.objects.filter(run=run).delete()


def end_dead(*, before: dt.datetime) -> None:
    """Fail the runs about one vacancy or person that began before, and that nobody is at.

    What they had promised to tell others may tell then.
    """
    standing = MatchRun.objects.by_day().filter(state=RunState.RUNNING, created_at__lt=before)
    for run in standing:
        with locks.alone(locks.of_subject(run.trigger, run.subject_id)) as nobody_is:
            if nobody_is:
                fail(run)


@contextmanager
def failing(run: MatchRun) -> Iterator[None]:
    """An error inside fails the run. A process that is killed says nothing: its run goes on."""
    try:
        yield
    except Exception:
        fail(run)
        raise


def _end(run: MatchRun, state: RunState) -> bool:
    """False if it has ended already."""
    run.state, run.finished_at = state, timezone.now()
    running = MatchRun.objects.filter(pk=run.pk, state=RunState.RUNNING)
    return bool(
        running.update(
            state=state,
            finished_at=run.finished_at,
            updated_at=run.finished_at,
            pairs_found=run.pairs_found,
            notices_sent=run.notices_sent,
            facts_moment=run.facts_moment,
            facts_last=run.facts_last,
        )
    )
