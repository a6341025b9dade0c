"""Runs of the matching: facts in, pairs found, matches written, people told.

A run may be killed at any point and be made again: its row is committed first, pairs are
written as upserts in one transaction, and nobody is told twice. The database keeps one run
per kind at a time (docs/matching.md, "Runs").
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.audit.actions import record as audit
from jobs import locks, snapshot
from jobs.actions.match_notices import tell_found
from jobs.actions.match_rows import Row, drop, upsert
from jobs.matching.engine import (
    PER_OPENING,
    PER_PERSON,
    Pair,
    best_for_opening,
    best_for_person,
    best_pairs,
)
from jobs.matching.facts import Opening, Person
from jobs.matching.weights import WEIGHTS
from jobs.models import Match, MatchRun, Vacancy
from jobs.querysets import Version
from jobs.snapshots.feed import Changes, changed_since, current_version
from jobs.states import RunState, RunTrigger
from reintegration.models import Returnee

# What stands in the last place of a list that is not full.
ROOM = (-1, 0)
# A subject that changes during each of so many tries is left to its own next run.
TRIES = 3

logger = logging.getLogger(__name__)


class StaleFacts(RuntimeError):
    """What a run is about kept changing while it ran; nothing was written."""


@dataclass(frozen=True, slots=True)
class Found:
    """The pairs a run has found, and the facts they rest on."""

    pairs: list[Pair]
    people: list[Person]
    openings: list[Opening]

    def rows(self, pairs: Iterable[Pair]) -> Iterator[Row]:
        """Pairs as rows, one by one: all at once would fill the memory."""
        return (Row(pair.person, pair.opening, pair.score) for pair in pairs)


def match_all() -> MatchRun | None:
    """Match everybody with everything. None if such a run is under way."""
    with locks.alone("match all") as mine:
        return _run(RunTrigger.NIGHTLY, None, _find_all) if mine else None


def match_vacancy(vacancy: Vacancy) -> MatchRun | None:
    """Match one vacancy with everybody. None if another caller is about to."""
    with locks.in_turn(f"match vacancy {vacancy.pk}") as mine:
        if not mine:
            return None
        return _run(RunTrigger.VACANCY, vacancy.pk, lambda: _find_for_vacancy(vacancy.pk))


def match_returnee(returnee: Returnee) -> MatchRun | None:
    """Match one person with everything. None if another caller is about to."""
    with locks.in_turn(f"match returnee {returnee.pk}") as mine:
        if not mine:
            return None
        return _run(RunTrigger.RETURNEE, returnee.pk, lambda: _find_for_returnee(returnee.pk))


def _run(trigger: RunTrigger, subject_id: int | None, find: Callable[[], Found]) -> MatchRun:
    """The caller holds the lock of this kind, so a run that still stands there is dead."""
    same = MatchRun.objects.filter(trigger=trigger, subject_id=subject_id)
    same.filter(state=RunState.RUNNING).update(state=RunState.FAILED, finished_at=timezone.now())
    run = MatchRun.objects.create(
        trigger=trigger, subject_id=subject_id, weights_version=WEIGHTS.version
    )
    try:
        run.pairs_found = _find_and_write(run, find)
        run.notices_sent = tell_found(run)
    except BaseException:
        _finish(run, RunState.FAILED)
        raise
    _finish(run, RunState.DONE)
    audit("jobs.matching.run", by=None, subject=run, trigger=trigger, pairs=run.pairs_found)
    logger.info("Run %s: %s pairs, %s notices", run.pk, run.pairs_found, run.notices_sent)
    return run


def _find_and_write(run: MatchRun, find: Callable[[], Found]) -> int:
    """Find and write; again while what the run is about has changed in between."""
    for _ in range(TRIES):
        version = current_version()
        found = find()
        written = _write(run, found, version)
        if written is not None:
            return written
    raise StaleFacts(f"Run {run.pk}: the facts changed during each of {TRIES} tries")


def _finish(run: MatchRun, state: RunState) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.save()


def _find_all() -> Found:
    people = snapshot.people(Returnee.objects.to_be_matched())
    openings = snapshot.openings(Vacancy.objects.open())
    return Found(best_pairs(people, openings, PER_PERSON, PER_OPENING), people, openings)


def _find_for_vacancy(vacancy_id: int) -> Found:
    """The vacancy's best people, and whoever has it among their own best or had it before."""
    openings = snapshot.openings(Vacancy.objects.open().filter(pk=vacancy_id))
    people = snapshot.people(Returnee.objects.to_be_matched()) if openings else []
    ranked = [pair for one in openings for pair in best_for_opening(one, people, len(people))]
    best, beyond = ranked[:PER_OPENING], ranked[PER_OPENING:]
    lists = Match.objects.filter(returnee__in=[pair.person for pair in beyond])
    last = lists.exclude(vacancy=vacancy_id).last_in_lists(PER_PERSON)
    held = lists.filter(vacancy=vacancy_id, is_current=True)
    had = set(held.values_list("returnee_id", flat=True))
    best += [
        pair
        for pair in beyond
        if pair.person in had or (pair.score.total, -pair.opening) > last.get(pair.person, ROOM)
    ]
    return Found(best, people, openings)


def _find_for_returnee(returnee_id: int) -> Found:
    """The person's best vacancies, and those they had before that still fit."""
    people = snapshot.people(Returnee.objects.to_be_matched().filter(pk=returnee_id))
    openings = snapshot.openings(Vacancy.objects.open()) if people else []
    ranked = [pair for one in people for pair in best_for_person(one, openings, len(openings))]
    held = Match.objects.filter(returnee=returnee_id, is_current=True)
    had = set(held.values_list("vacancy_id", flat=True))
    best = ranked[:PER_PERSON] + [pair for pair in ranked[PER_PERSON:] if pair.opening in had]
    return Found(best, people, openings)


@transaction.atomic
def _write(run: MatchRun, found: Found, version: Version) -> int | None:
    """Write what was found and drop what was not; return how many pairs were written.

    None, and nothing is written, if the run's own subject has changed since `version`. Runs
    write one after another. Other people and vacancies that have changed since, or that a later
    run is about, are left as they stand: what we know of them is old.
    """
    locks.hold("write matches")
    changed = changed_since(version)
    if changed.everything or _is_about(run, changed):
        return None
    people, vacancies = _looked_at_since(run)
    people, vacancies = people | changed.people, vacancies | changed.vacancies
    ours = [
        pair for pair in found.pairs if pair.person not in people and pair.opening not in vacancies
    ]
    upsert(run, found.rows(ours))
    theirs = Q(returnee__in=people) | Q(vacancy__in=vacancies)
    drop(_scope(run) & ~theirs, except_for={(pair.person, pair.opening) for pair in ours})
    return len(ours)


def _is_about(run: MatchRun, changed: Changes) -> bool:
    """Whether the one vacancy or person of the run is among what has changed."""
    if run.trigger == RunTrigger.VACANCY:
        return run.subject_id in changed.vacancies
    return run.trigger == RunTrigger.RETURNEE and run.subject_id in changed.people


def _looked_at_since(run: MatchRun) -> tuple[set[Any], set[Any]]:
    """Ids of the people and of the vacancies that runs begun after this one are about."""
    later = MatchRun.objects.filter(pk__gt=run.pk).exclude(state=RunState.FAILED)
    subjects = list(later.values_list("trigger", "subject_id"))
    return (
        {pk for trigger, pk in subjects if trigger == RunTrigger.RETURNEE},
        {pk for trigger, pk in subjects if trigger == RunTrigger.VACANCY},
    )


def _scope(run: MatchRun) -> Q:
    """The matches that the run decides about."""
    if run.trigger == RunTrigger.VACANCY:
        return Q(vacancy=run.subject_id)
    if run.trigger == RunTrigger.RETURNEE:
        return Q(returnee=run.subject_id)
    return Q()
