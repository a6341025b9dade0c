"""The night: everybody with everything, in shards that any number of workers share.

    plan ─► shards find (match_shard, in parallel) ─► finish: merge, tell, done

Each step is committed before the next, and advisory locks end with a worker that is killed. So
whoever calls next goes on where it stopped, and the end is the same (docs/matching.md, "Runs").
"""

import datetime as dt
import logging
from collections.abc import Iterator

import numpy as np
from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from jobs import locks, shards
from jobs.actions import merging, run_ends
from jobs.actions.match_notices import tell_found
from jobs.matching.weights import WEIGHTS
from jobs.models import MatchRun, MatchShard, Vacancy
from jobs.snapshots.feed import current_version
from jobs.states import RunState, RunTrigger, ShardKind
from reintegration.models import Returnee

PEOPLE_AT_ONCE = 20_000
OPENINGS_AT_ONCE = 4_000
# A shard, or the end, that has failed or killed its worker so often ends the night.
TRIES = 5
# A run about one vacancy or person takes seconds.
DEAD_AFTER = dt.timedelta(minutes=10)
LAST_ID = 2**63 - 1
END = "finish the night"  # the name of its lock

logger = logging.getLogger(__name__)


def begin() -> MatchRun:
    """The night that is under way, or a new one where it can no longer be ended."""
    run_ends.end_dead(before=timezone.now() - DEAD_AFTER)
    with transaction.atomic():
        locks.hold("plan the night")
        run: MatchRun | None = MatchRun.objects.night_under_way()
        if run and (_can_go_on(run) or not locks.try_to_hold(END)):
            return run
        if run:
            run_ends.fail(run)
        return _planned()


def _can_go_on(run: MatchRun) -> bool:
    """Not on another day or with other weights: its ages of vacancies and points would be old."""
    same_day = timezone.localdate(run.created_at) == timezone.localdate()
    return same_day and run.weights_version == WEIGHTS.version and run.shards.exists()


def _planned() -> MatchRun:
    """Facts newer than this moment are left out, whenever a shard reads them."""
    version = current_version()
    run = MatchRun.objects.create(
        trigger=RunTrigger.NIGHTLY,
        weights_version=WEIGHTS.version,
        facts_moment=version.moment,
        facts_last=version.last,
    )
    people = _ranges(Returnee.objects.all(), PEOPLE_AT_ONCE)
    openings = _ranges(Vacancy.objects.open(), OPENINGS_AT_ONCE)
    parts = [(ShardKind.PEOPLE, one) for one in people]
    # Those of vacancies take longest, so they go first.
    parts = [(ShardKind.OPENINGS, one) for one in openings] + parts
    MatchShard.objects.bulk_create(
        MatchShard(run=run, kind=kind, first_id=first, last_id=last)
        for kind, (first, last) in parts
    )
    logger.info("Run %s: %s shards", run.pk, len(parts))
    return run


def _ranges(rows: "QuerySet[Returnee] | QuerySet[Vacancy]", size: int) -> Iterator[tuple[int, int]]:
    """Ranges of ids, the first from 0 and the last without end, so that nothing falls between."""
    ids = np.fromiter(rows.order_by("pk").values_list("pk", flat=True).iterator(), np.int64)
    starts = [0, *ids[size::size].tolist()]
    yield from zip(starts, [*(start - 1 for start in starts[1:]), LAST_ID], strict=True)


def match_shard(shard_id: int) -> bool:
    """Find and stage what one shard has to, unless that is done. False while another is at it."""
    with locks.alone(locks.of_shard(shard_id)) as mine:
        if mine:
            _match_alone(shard_id)
    return mine


def _match_alone(shard_id: int) -> None:
    waiting = MatchShard.objects.unfound().filter(pk=shard_id, run__state=RunState.RUNNING)
    shard = waiting.select_related("run").first()
    if shard is None or not _may_try(shard.run, shard.tries):
        return
    MatchShard.objects.filter(pk=shard_id).update(tries=F("tries") + 1)
    found = shards.find(shard)
    merging.stage(shard, found)
    left = MatchShard.objects.unfound().filter(run=shard.run_id).count()
    logger.info("%s: %s pairs; %s shards left", shard, len(found), left)


def _may_try(run: MatchRun, tries: int) -> bool:
    """False, and the run fails, where it is too late for it or trying is of no use."""
    if _can_go_on(run) and tries < TRIES:
        return True
    logger.error("Run %s is given up after %s tries", run.pk, tries)
    run_ends.fail(run)
    return False


def finish(run_id: int) -> MatchRun | None:
    """Merge what the shards found and tell people; None while any is missing or another does it."""
    with locks.alone(END) as mine:
        run = MatchRun.objects.filter(pk=run_id, state=RunState.RUNNING).first() if mine else None
        if run is None or MatchShard.objects.unfound().filter(run=run).exists():
            return None
        if not _may_try(run, run.end_tries):
            return None
        run.end_tries += 1
        run.save(update_fields=["end_tries"])
        with run_ends.failing(run):
            for shard in MatchShard.objects.unmerged().filter(run=run):
                merging.merge_shard(run, shard)
                logger.info("Run %s: the people of shard %s are merged", run.pk, shard.pk)
            run.notices_sent = tell_found(run)
        run_ends.done(run)
        return run


def is_in_hands(run: MatchRun) -> bool:
    """Whether a worker is at one of its shards, or at its end: the lock of a dead one is free."""
    left = MatchShard.objects.unfound().filter(run=run).values_list("pk", flat=True)
    return locks.is_held(END) or any(locks.is_held(locks.of_shard(pk)) for pk in left)


def match_all() -> MatchRun | None:
    """A whole night in this process. None if others are still at some of it."""
    run = begin()
    with run_ends.failing(run):
        for shard in MatchShard.objects.unfound().filter(run=run):
            match_shard(shard.pk)
    return finish(run.pk)
