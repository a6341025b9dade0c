"""The snapshot: read whole, then kept up with the feed of changes."""

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from django.utils import timezone

from jobs import snapshot as facts
from jobs.matching.arrays import Openings, People, Places, Vocabulary, openings_of
from jobs.models import Vacancy
from jobs.querysets import Version
from jobs.snapshots.copying import among
from jobs.snapshots.feed import Changes, changed_since, current_version, one_moment
from jobs.snapshots.few import FEW, read_few
from jobs.snapshots.patching import patched
from jobs.snapshots.people import read_people
from jobs.snapshots.words import read_words
from jobs.vacancy_querysets import VacancyQuerySet


@dataclass(slots=True)
class Snapshot:
    """Everybody and all open vacancies, as of one moment of the database.

    `version` says what it holds (feed.py); `day` is the local date by which ages of vacancies
    were counted and last days had passed.
    """

    vocabulary: Vocabulary
    places: Places
    people: People
    openings: Openings
    version: Version
    day: dt.date


def load(people: Collection[int] | None = None) -> Snapshot:
    """Read everything; seconds for a million people. With `people`, of them only these ids.

    A snapshot of some people can be searched, but `refresh` would add others to it.
    """
    with one_moment():
        return _read(people)


def refresh(snapshot: Snapshot) -> Changes:
    """Bring the snapshot up to now, in place, and tell what may differ from before.

    Arrays of before may have been written into. When the taxonomy has changed or the feed no
    longer reaches back to the version, everything is read anew, numbers of words included.
    """
    with one_moment():
        version, day = current_version(), timezone.localdate()
        changes = changed_since(snapshot.version)
        if changes.everything or version.oldest < snapshot.version.oldest:
            _become(snapshot, _read())
            return Changes(everything=True)
        _renew_people(snapshot, changes.people)
        if day != snapshot.day:
            changes = Changes(changes.people, _renew_all_openings(snapshot))
        else:
            _renew_openings(snapshot, changes.vacancies)
    snapshot.version, snapshot.day = version, day
    return changes


def is_current(snapshot: Snapshot) -> bool:
    """Whether nothing that was read has changed since: by the feed, and by the calendar."""
    return snapshot.day == timezone.localdate() and not changed_since(snapshot.version)


def _read(ids: Collection[int] | None = None) -> Snapshot:
    version, day = current_version(), timezone.localdate()
    words, places = read_words()
    people = read_people(words, ids)
    openings = _openings(words, places, Vacancy.objects.open())
    return Snapshot(words, places, people, openings, version, day)


def _openings(words: Vocabulary, places: Places, chosen: VacancyQuerySet) -> Openings:
    """By way of the facts: tens of thousands of vacancies take less than a second."""
    return openings_of(facts.openings(chosen), words, places.countries)


def _become(snapshot: Snapshot, fresh: Snapshot) -> None:
    for name in Snapshot.__slots__:
        setattr(snapshot, name, getattr(fresh, name))


def _renew_people(snapshot: Snapshot, ids: frozenset[int]) -> None:
    if ids:
        read = read_few if len(ids) <= FEW else read_people
        fresh = read(snapshot.vocabulary, ids)
        snapshot.people = patched(snapshot.people, np.array(sorted(ids)), fresh)


def _renew_openings(snapshot: Snapshot, ids: frozenset[int]) -> None:
    if ids:
        chosen = Vacancy.objects.open().filter(pk__in=among(ids))
        fresh = _openings(snapshot.vocabulary, snapshot.places, chosen)
        snapshot.openings = patched(snapshot.openings, np.array(sorted(ids)), fresh)


def _renew_all_openings(snapshot: Snapshot) -> frozenset[int]:
    """A new day: all ages, and which vacancies are past their last day."""
    before = snapshot.openings.id
    chosen = Vacancy.objects.open()
    snapshot.openings = _openings(snapshot.vocabulary, snapshot.places, chosen)
    return frozenset(np.union1d(before, snapshot.openings.id).tolist())
