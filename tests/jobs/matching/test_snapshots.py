"""The arrays in memory hold the same facts as the database, at once and after every change."""

import datetime as dt
from collections.abc import Callable
from random import Random

import pytest
from django.utils import timezone

from backend.taxonomy.models import Place
from jobs import snapshot, snapshots
from jobs.actions import fact_changes
from jobs.matching.arrays import Vocabulary, openings_of, people_of
from jobs.models import Employer, FactChange, Vacancy
from jobs.snapshots import Snapshot
from reintegration.models import Returnee
from tests.jobs.matching import deeds
from tests.jobs.matching.decoding import told_openings, told_people

pytestmark = pytest.mark.django_db


def told(kept: Snapshot) -> tuple[object, object]:
    words = kept.vocabulary
    return told_people(kept.people, words), told_openings(kept.openings, words, kept.places)


def told_by_objects(kept: Snapshot) -> tuple[object, object]:
    """The same from jobs.snapshot, which reads object by object."""
    words = Vocabulary()
    people = people_of(snapshot.people(Returnee.objects.all()), words)
    vacancies = snapshot.openings(Vacancy.objects.all())
    openings = openings_of(vacancies, words, kept.places.countries)
    return told_people(people, words), told_openings(openings, words, kept.places)


@pytest.fixture
def crowd(anara: Returnee, bakyt: Returnee, vacancy: Vacancy, other_employer: Employer) -> Random:
    """The cast, and made-up people and vacancies of every sort; the dice that made them."""
    dice = Random("crowd")  # noqa: S311  made-up facts
    for _ in range(10):
        deeds.a_person(dice)
        deeds.a_vacancy(dice)
    for _ in range(15):
        for deed in (deeds.answer_consent, deeds.learn, deeds.ask_more, deeds.put_aside):
            deed(dice)
    return dice


def test_nobody_and_nothing_are_arrays_too(db: None) -> None:
    kept = snapshots.load()
    assert (len(kept.people), len(kept.openings), told(kept)) == (0, 0, ({}, {}))


def test_the_columns_hold_what_the_objects_hold(crowd: Random) -> None:
    for _ in range(10):
        deeds.apply(crowd)
    kept = snapshots.load()
    people, openings = told(kept)
    assert (people, openings) == told_by_objects(kept)
    assert len(kept.people) == 12
    assert 0 < len(kept.openings) < Vacancy.objects.count()
    assert 0 < kept.people.looking.sum() < 12


@pytest.mark.parametrize("deed", deeds.DEEDS, ids=lambda deed: deed.__name__)
def test_after_a_change_the_snapshot_holds_it(crowd: Random, deed: deeds.Deed) -> None:
    kept = snapshots.load()
    for _ in range(5):
        deed(crowd)
        snapshots.refresh(kept)
        assert told(kept) == told_by_objects(kept)


@pytest.mark.parametrize("few", [0, 300], ids=["as columns", "in one statement"])
def test_after_many_changes_at_once_the_snapshot_equals_a_fresh_one(
    crowd: Random, few: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("jobs.snapshots.loading.FEW", few)
    kept = snapshots.load()
    for _ in range(15):
        for deed in crowd.sample(deeds.DEEDS, 6):
            deed(crowd)
        assert not snapshots.is_current(kept)
        assert not snapshots.refresh(kept).everything
        assert snapshots.is_current(kept)
        assert told(kept) == told(snapshots.load())


def test_a_refresh_names_whom_the_change_was_about(
    anara: Returnee, bakyt: Returnee, vacancy: Vacancy
) -> None:
    kept = snapshots.load()
    Returnee.objects.filter(pk=bakyt.pk).update(commute_km=3)
    Vacancy.objects.update(schedule="shifts")
    assert snapshots.changed_since(kept.version) == snapshots.Changes(
        frozenset({bakyt.pk}), frozenset({vacancy.pk})
    )
    assert snapshots.refresh(kept) == snapshots.Changes(
        frozenset({bakyt.pk}), frozenset({vacancy.pk})
    )
    assert not snapshots.refresh(kept)


def test_on_the_next_day_vacancies_are_older_and_some_have_closed(
    vacancy: Vacancy, anara: Returnee, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept = snapshots.load()
    Vacancy.objects.filter(pk=vacancy.pk).update(closes_on=kept.day + dt.timedelta(days=1))
    snapshots.refresh(kept)
    for days, ages in ((1, [1]), (2, [])):
        monkeypatch.setattr("django.utils.timezone.localdate", _calendar(kept.day, days))
        assert not snapshots.is_current(kept)
        assert snapshots.refresh(kept).vacancies == {vacancy.pk}
        assert kept.openings.age_days.tolist() == ages
        assert snapshots.is_current(kept)
        monkeypatch.undo()


def _calendar(today: dt.date, days: int) -> Callable[..., dt.date]:
    """Django's own, some days later."""
    localdate = timezone.localdate
    return lambda value=None: localdate(value) if value else today + dt.timedelta(days=days)


def test_a_new_place_means_reading_everything_anew(
    anara: Returnee, vacancy: Vacancy, bishkek: Place
) -> None:
    kept = snapshots.load()
    village = Place.objects.create(
        country=bishkek.country, kind="settlement", parent=bishkek.parent, geoname_id=1
    )
    Returnee.objects.update(home_place=village)
    assert snapshots.refresh(kept).everything
    assert told(kept) == told_by_objects(kept)


def test_a_snapshot_older_than_what_the_feed_forgot_is_read_anew(
    anara: Returnee, vacancy: Vacancy
) -> None:
    """As two workers: one that kept up, one that slept while the feed was cleaned."""
    kept = snapshots.load()
    Returnee.objects.update(commute_km=3)
    fact_changes.forget(before=timezone.now() + dt.timedelta(seconds=1))
    assert FactChange.objects.count() == 1
    assert snapshots.refresh(kept).everything
    assert kept.people.commute_km.tolist() == [3]
    assert snapshots.is_current(kept)


def test_nothing_to_forget_leaves_nothing(db: None) -> None:
    FactChange.objects.all().delete()
    fact_changes.forget(before=timezone.now())
    assert not FactChange.objects.exists()
