"""How runs end."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import transaction
from django.utils import timezone

from backend.audit.actions import record as audit
from jobs.models import MatchFound, MatchRun
from jobs.states import RunState

logger = logging.getLogger(__name__)


def done(run: MatchRun) -> None:
    """It found, wrote and told all."""
    _end(run, RunState.DONE)
    audit("jobs.matching.run", by=None, subject=run, trigger=run.trigger, pairs=run.pairs_found)
    logger.info("Run %s: %s pairs, %s notices", run.pk, run.pairs_found, run.notices_sent)


@transaction.atomic
def fail(run: MatchRun) -> None:
    """It cannot go on: what it staged is of no use, and whom it chose to tell, others may."""
    _end(run, RunState.FAILED)  # first: a shard that stages meanwhile sees it, or is seen
    MatchFound.objects.filter(run=run).delete()


@contextmanager
def failing(run: MatchRun) -> Iterator[None]:
    """An error inside fails the run. A process that is killed says nothing: its run goes on."""
    try:
        yield
    except Exception:
        fail(run)
        raise


def _end(run: MatchRun, state: RunState) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.save()
