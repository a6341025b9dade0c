"""Runs of the matching: facts in, pairs found, matches written, people told.

A run may be killed at any point and be made again: its row is committed first, pairs are
written as upserts in one transaction, and nobody is told twice. The database keeps one run
per kind at a time (docs/matching.md, "Runs").
"""

import logging
from collections.abc import Callable, Iterable
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from backend.audit.actions import record as audit
from jobs import locks, snapshot
from jobs.actions.match_notices import tell_found
from jobs.matching.engine import (
    PER_OPENING,
    PER_PERSON,
    Pair,
    best_for_opening,
    best_for_person,
    best_pairs,
)
from jobs.matching.explanation import explain
from jobs.matching.facts import Opening, Person
from jobs.matching.weights import WEIGHTS
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import RunState, RunTrigger
from reintegration.models import Returnee

Find = Callable[[], list[Match]]
# What stands in the last place of a list that is not full.
ROOM = (-1, 0)

logger = logging.getLogger(__name__)


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


def _run(trigger: RunTrigger, subject_id: int | None, find: Find) -> MatchRun:
    """The caller holds the lock of this kind, so a run that still stands there is dead."""
    same = MatchRun.objects.filter(trigger=trigger, subject_id=subject_id)
    same.filter(state=RunState.RUNNING).update(state=RunState.FAILED, finished_at=timezone.now())
    run = MatchRun.objects.create(
        trigger=trigger, subject_id=subject_id, weights_version=WEIGHTS.version
    )
    try:
        run.pairs_found = _write(run, find())
        run.notices_sent = tell_found(run)
    except BaseException:
        _finish(run, RunState.FAILED)
        raise
    _finish(run, RunState.DONE)
    audit("jobs.matching.run", by=None, subject=run, trigger=trigger, pairs=run.pairs_found)
    logger.info("Run %s: %s pairs, %s notices", run.pk, run.pairs_found, run.notices_sent)
    return run


def _finish(run: MatchRun, state: RunState) -> None:
    run.state, run.finished_at = state, timezone.now()
    run.save()


def _find_all() -> list[Match]:
    people = snapshot.people(Returnee.objects.to_be_matched())
    openings = snapshot.openings(Vacancy.objects.open())
    return _rows(best_pairs(people, openings, PER_PERSON, PER_OPENING), people, openings)


def _find_for_vacancy(vacancy_id: int) -> list[Match]:
    """The vacancy's best people, and whoever has it among their own best or had it before."""
    openings = snapshot.openings(Vacancy.objects.open().filter(pk=vacancy_id))
    people = snapshot.people(Returnee.objects.to_be_matched()) if openings else []
    ranked = [pair for one in openings for pair in best_for_opening(one, people, len(people))]
    best, beyond = ranked[:PER_OPENING], ranked[PER_OPENING:]
    lists = Match.objects.filter(returnee__in=[pair.person for pair in beyond])
    last = lists.exclude(vacancy=vacancy_id).places_in_lists("returnee", PER_PERSON)
    held = lists.filter(vacancy=vacancy_id, is_current=True)
    had = set(held.values_list("returnee_id", flat=True))
    best += [
        pair
        for pair in beyond
        if pair.person in had or (pair.score.total, -pair.opening) > last.get(pair.person, ROOM)
    ]
    return _rows(best, people, openings)


def _find_for_returnee(returnee_id: int) -> list[Match]:
    """The person's best vacancies, and those that have them among their best or had before."""
    people = snapshot.people(Returnee.objects.to_be_matched().filter(pk=returnee_id))
    openings = snapshot.openings(Vacancy.objects.open()) if people else []
    ranked = [pair for one in people for pair in best_for_person(one, openings, len(openings))]
    best, beyond = ranked[:PER_PERSON], ranked[PER_PERSON:]
    lists = Match.objects.filter(vacancy__in=[pair.opening for pair in beyond])
    last = lists.exclude(returnee=returnee_id).places_in_lists("vacancy", PER_OPENING)
    held = lists.filter(returnee=returnee_id, is_current=True)
    had = set(held.values_list("vacancy_id", flat=True))
    best += [
        pair
        for pair in beyond
        if pair.opening in had or (pair.score.total, -pair.person) > last.get(pair.opening, ROOM)
    ]
    return _rows(best, people, openings)


def _rows(
    pairs: Iterable[Pair], people: Iterable[Person], openings: Iterable[Opening]
) -> list[Match]:
    """Matches with their explanations, not yet written."""
    by_id = {person.id: person for person in people}
    opening_by_id = {opening.id: opening for opening in openings}
    return [
        Match(
            returnee_id=pair.person,
            vacancy_id=pair.opening,
            score=pair.score.total,
            parts=explain(by_id[pair.person], opening_by_id[pair.opening]).as_json(),
        )
        for pair in pairs
    ]


@transaction.atomic
def _write(run: MatchRun, found: list[Match]) -> int:
    """Write what was found and drop what was not; return how many pairs were written.

    Runs write one after another. People and vacancies that a later run is about are left to
    it: its facts are newer than ours.
    """
    locks.hold("write matches")
    people, vacancies = _looked_at_since(run)
    rows = [
        row for row in found if row.returnee_id not in people and row.vacancy_id not in vacancies
    ]
    for row in rows:
        row.run = run
    Match.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["returnee", "vacancy"],
        update_fields=["run", "score", "parts", "is_current", "updated_at"],
        batch_size=1000,
    )
    dropped = Match.objects.filter(_scope(run), is_current=True).exclude(run=run)
    dropped.exclude(returnee__in=people).exclude(vacancy__in=vacancies).update(is_current=False)
    return len(rows)


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
