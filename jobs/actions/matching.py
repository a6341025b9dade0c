"""Runs about one vacancy or one person: find, write, tell. The night is in nights.py.

A run may be killed at any point and be made again: its row is committed first, pairs are
written as upserts in one transaction, and nobody is told twice. The database keeps one run
per subject at a time (docs/matching.md, "Runs").
"""

from collections.abc import Callable
from contextlib import AbstractContextManager
from functools import partial

import numpy as np
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from jobs import finding, locks
from jobs.actions import run_ends
from jobs.actions.match_notices import tell_found
from jobs.actions.match_rows import drop, upsert
from jobs.actions.overtaking import StaleFacts, overtaken
from jobs.finding import Read
from jobs.found import Found
from jobs.matching.search import PER_OPENING
from jobs.matching.weights import WEIGHTS
from jobs.models import MatchRun, Vacancy
from jobs.snapshots import Changes
from jobs.states import RunState, RunTrigger
from reintegration.models import Returnee

# A subject that changes during each of so many tries is left to its own next run.
TRIES = 3


def match_vacancy(vacancy: Vacancy, *, wait: bool = True) -> MatchRun | None:
    """Match one vacancy with everybody. None if another caller is about to.

    Its best people are written and told first; then come those who have it among their own best.
    To look into everybody's list takes longer than a person should wait for their news.
    """
    with _turn(RunTrigger.VACANCY, vacancy.pk, wait) as mine:
        if not mine:
            return None
        run = _begun(RunTrigger.VACANCY, vacancy.pk)
        with run_ends.failing(run):
            _until_fresh(run, partial(_match_vacancy, run))
        run_ends.done(run)
        return run


def match_returnee(returnee: Returnee) -> MatchRun | None:
    """Match one person with everything. None if another caller is about to."""
    with _turn(RunTrigger.RETURNEE, returnee.pk) as mine:
        if not mine:
            return None
        run = _begun(RunTrigger.RETURNEE, returnee.pk)
        with run_ends.failing(run):
            _until_fresh(run, partial(_match_returnee, run))
            run.notices_sent = tell_found(run)
        run_ends.done(run)
        return run


def _turn(trigger: RunTrigger, subject_id: int, wait: bool = True) -> AbstractContextManager[bool]:
    name = locks.of_subject(trigger, subject_id)
    return locks.in_turn(name) if wait else locks.alone(name)


def _begun(trigger: RunTrigger, subject_id: int) -> MatchRun:
    """The caller holds the lock of the subject, so a run that still stands there is dead."""
    same = MatchRun.objects.filter(trigger=trigger, subject_id=subject_id)
    same.filter(state=RunState.RUNNING).update(state=RunState.FAILED, finished_at=timezone.now())
    return MatchRun.objects.create(
        trigger=trigger, subject_id=subject_id, weights_version=WEIGHTS.version
    )


def _until_fresh(run: MatchRun, attempt: Callable[[], bool]) -> None:
    """Read and write; again while what the run is about has changed in between."""
    if not any(attempt() for _ in range(TRIES)):
        raise StaleFacts(f"Run {run.pk}: its subject changed during each of {TRIES} tries")


def _match_vacancy(run: MatchRun) -> bool:
    best, beyond = _parted(_read(run, finding.for_vacancy))
    written = _write_best(run, best)
    if written is None:
        return False
    run.notices_sent = tell_found(run)
    return _write(run, finding.entering_lists(beyond), beside=written)


def _match_returnee(run: MatchRun) -> bool:
    return _write(run, _read(run, finding.for_returnee))


def _read(run: MatchRun, find: Callable[[int], Read]) -> Found:
    got = find(int(run.subject_id or 0))
    run.facts_moment, run.facts_last = got.version
    return got.found


def _write_best(run: MatchRun, best: Found) -> Found | None:
    """As `_write`, of a vacancy's best people only; nobody is dropped yet. What was written."""
    with transaction.atomic():
        locks.hold("write matches")
        changed = overtaken(run)
        if _is_about(run, changed):
            return None
        ours = best.without(changed)
        upsert(run, ours)
        return ours


def _write(run: MatchRun, found: Found, *, beside: Found | None = None) -> bool:
    """Write what was found and drop the subject's other pairs, but for those written `beside` it.

    False, and nothing is written, if the run's own subject has changed since it read. Runs write
    one after another. Other people and vacancies that have changed since, or that a later run is
    about, are left as they stand: what we know of them is old.
    """
    with transaction.atomic():
        locks.hold("write matches")
        changed = overtaken(run)
        if _is_about(run, changed):
            return False
        ours = found.without(changed)
        upsert(run, ours)
        all_of_it = ours if beside is None else ours + beside
        theirs = Q(returnee__in=changed.people) | Q(vacancy__in=changed.vacancies)
        drop(run.scope & ~theirs, except_for=all_of_it)
        run.pairs_found = len(all_of_it)
        return True


def _parted(found: Found) -> tuple[Found, Found]:
    """A vacancy's best people, and the others who may have it."""
    places = np.arange(len(found))
    return found.only(places[:PER_OPENING]), found.only(places[PER_OPENING:])


def _is_about(run: MatchRun, changed: Changes) -> bool:
    """Whether the one vacancy or person of the run is among what has changed."""
    ids = changed.vacancies if run.trigger == RunTrigger.VACANCY else changed.people
    return changed.everything or run.subject_id in ids
