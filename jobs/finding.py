"""What a run about one vacancy or one person finds."""

from dataclasses import dataclass

import numpy as np

from jobs import snapshot, warm
from jobs.found import Found
from jobs.matching.engine import best_for_person
from jobs.matching.parts import PARTS
from jobs.matching.search import PER_PERSON
from jobs.models import Match, Vacancy
from jobs.querysets import Version
from jobs.snapshots.copying import among
from reintegration.models import Returnee

# People whose lists are looked at in one query.
AT_ONCE = 10_000
# What stands in the last place of a list that is not full.
ROOM = (-1, 0)


@dataclass(frozen=True, slots=True)
class Read:
    """Pairs, best first, and the version of the facts that they rest on."""

    found: Found
    version: Version


def for_vacancy(vacancy_id: int) -> Read:
    """Everybody who may have it."""
    with warm.facts() as kept:
        people, openings = kept.best_people(vacancy_id)
        return Read(Found.of(kept.facts, people, openings), kept.facts.version)


def for_returnee(returnee_id: int) -> Read:
    """The person's best vacancies, and those they had before that still fit."""
    with warm.facts() as kept:
        openings = kept.best_openings(returnee_id)
        person = np.searchsorted(kept.facts.people.id, np.full(len(openings), returnee_id))
        best = Found.of(kept.facts, person, openings)
        version = kept.facts.version
    return Read(best + _still_fitting(returnee_id, best), version)


def _still_fitting(returnee_id: int, best: Found) -> Found:
    held = Match.objects.filter(returnee=returnee_id, is_current=True)
    others = held.exclude(vacancy__in=best.opening.tolist())
    openings = snapshot.openings(Vacancy.objects.open().filter(pk__in=others.values("vacancy_id")))
    chosen = Returnee.objects.to_be_matched().filter(pk=returnee_id)
    people = snapshot.people(chosen) if openings else []
    pairs = [pair for one in people for pair in best_for_person(one, openings, len(openings))]
    if not pairs:
        return Found.none()
    return Found(
        np.array([pair.person for pair in pairs], np.int64),
        np.array([pair.opening for pair in pairs], np.int64),
        np.array([[pair.score.points[part] for part in PARTS] for pair in pairs], np.int16),
    )


def entering_lists(found: Found) -> Found:
    """Of the pairs of one vacancy those that belong into the person's own list, or were there."""
    chosen = [
        start + _entering(found.only(np.arange(start, min(start + AT_ONCE, len(found)))))
        for start in range(0, len(found), AT_ONCE)
    ]
    return found.only(np.concatenate(chosen)) if chosen else found


def _entering(found: Found) -> np.ndarray:
    """Places in `found`."""
    vacancy = int(found.opening[0])
    lists = Match.objects.filter(returnee__in=among(found.person.tolist()))
    last = lists.exclude(vacancy=vacancy).last_in_lists(PER_PERSON)
    held = lists.filter(vacancy=vacancy, is_current=True)
    had = set(held.values_list("returnee_id", flat=True))
    rows = zip(found.person.tolist(), found.score.tolist(), strict=True)
    enters = [person in had or (score, -vacancy) > last.get(person, ROOM) for person, score in rows]
    return np.flatnonzero(enters)
