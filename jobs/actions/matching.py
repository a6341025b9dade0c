"""Runs about one vacancy or one person: find, write, tell. The night is in nights.py.

A run may be killed at any point and be made again: its row is committed first, pairs are
written as upserts in one transaction, and nobody is told twice. The database keeps one run
per subject at a time (docs/matching.md, "Runs").
"""

from collections.abc import Callable

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


def match_vacancy(vacancy: Vacancy) -> MatchRun | None:
    """Match one vacancy with everybody. None if another caller is about to.

    Its best people are written and told first; then come those who have it among their own best.
    To look into everybody's list takes longer than a person should wait for their news.
    """
    with locks.in_turn(f"match vacancy {vacancy.pk}") as mine:
        if not mine:
            return None
        run = _begun(RunTrigger.VACANCY, vacancy.pk)
        with run_ends.failing(run):
            found = _fresh(run, lambda: finding.for_vacancy(vacancy.pk), _write_best)
            run.notices_sent = tell_found(run)
            best, beyond = _parted(found)
            _write(run, finding.entering_lists(beyond), beside=best)
        run_ends.done(run)
        return run


def match_returnee(returnee: Returnee) -> MatchRun | None:
    """Match one person with everything. None if another caller is about to."""
    with locks.in_turn(f"match returnee {returnee.pk}") as mine:
        if not mine:
            return None
        run = _begun(RunTrigger.RETURNEE, returnee.pk)
        with run_ends.failing(run):
            _fresh(run, lambda: finding.for_returnee(returnee.pk), _write)
            run.notices_sent = tell_found(run)
        run_ends.done(run)
        return run


def _begun(trigger: RunTrigger, subject_id: int) -> MatchRun:
    """The caller holds the lock of the subject, so a run that still stands there is dead."""
    same = MatchRun.objects.filter(trigger=trigger, subject_id=subject_id)
    same.filter(state=RunState.RUNNING).update(state=RunState.FAILED, finished_at=timezone.now())
    return MatchRun.objects.create(
        trigger=trigger, subject_id=subject_id, weights_version=WEIGHTS.version
    )


def _fresh(
    run: MatchRun, read: Callable[[], Read], write: Callable[[MatchRun, Found], bool]
) -> Found:
    """Read and write; again while what the run is about has changed in between."""
    for _ in range(TRIES):
        got = read()
        run.facts_moment, run.facts_last = got.version
        if write(run, got.found):
            return got.found
    raise StaleFacts(f"Run {run.pk}: its subject changed during each of {TRIES} tries")


def _write_best(run: MatchRun, found: Found) -> bool:
    """As `_write`, of a vacancy's best people only; nobody is dropped yet."""
    with transaction.atomic():
        locks.hold("write matches")
        changed = overtaken(run)
        if _is_about(run, changed):
            return False
        best, _ = _parted(found)
        upsert(run, best.without(changed))
        return True


def _write(run: MatchRun, found: Found, *, beside: Found | None = None) -> bool:
    """Write what was found and drop the subject's other pairs, but for those `beside` it.

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
        drop(_scope(run) & ~theirs, except_for=all_of_it)
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


def _scope(run: MatchRun) -> Q:
    """The matches that the run decides about."""
    if run.trigger == RunTrigger.VACANCY:
        return Q(vacancy=run.subject_id)
    return Q(returnee=run.subject_id)
