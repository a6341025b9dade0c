"""Many people counted: by the rows of the plain engine, by region, and share by share."""

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest

from backend.taxonomy.models import Place
from jobs import snapshot, snapshots
from jobs.actions import unlocks
from jobs.actions.unlock_rows import Rows
from jobs.matching.unlocking import unlocked
from jobs.models import CourseReach, CourseUnlock, UnlockCount, Vacancy, VacancyLicence
from jobs.unlock_tasks import count_unlocks, count_unlocks_for
from reintegration.models import Returnee, ReturneeLicence
from training.models import Course

Another = Callable[..., Any]


def counted() -> list[tuple[int, int, int]]:
    return list(CourseUnlock.objects.values_list("returnee_id", "vacancies", "eligible"))


@pytest.fixture
def crowd(
    driving: Course, anara: Returnee, bakyt: Returnee, another_welder: Another, osh: Place
) -> list[Returnee]:
    """Seven around Bishkek and, with Bakyt, two in Osh."""
    here = [another_welder(number) for number in range(6)]
    there = another_welder(6, home_place=osh)
    return [anara, bakyt, *here, there]


def reached() -> dict[int | None, tuple[int | None, int]]:
    rows = CourseReach.objects.values_list("region", "people", "vacancies")
    return {region: (people, vacancies) for region, people, vacancies in rows}


def test_few_people_of_a_region_are_hidden_and_cannot_be_had_by_subtraction(
    crowd: list[Returnee], another_vacancy: Another, bishkek: Place, osh: Place
) -> None:
    VacancyLicence.objects.create(vacancy=another_vacancy(place=osh), licence_id="B")
    count_unlocks()
    assert CourseUnlock.objects.count() == len(crowd)
    # 9 less 7 would be the two of Osh.
    assert reached() == {None: (9, 2), bishkek.parent_id: (None, 1), osh.parent_id: (None, 1)}


def test_the_rows_are_those_of_the_plain_engine(
    crowd: list[Returnee], driving: Course, another_vacancy: Another
) -> None:
    for number in range(25):
        work = another_vacancy(wage_from=20_000 + 2_000 * number)
        if number % 3 == 0:
            VacancyLicence.objects.create(vacancy=work, licence_id="B")
        if number % 4 == 0:
            work.skills.all().delete()
    ReturneeLicence.objects.create(returnee=crowd[3], licence_id="B")
    count_unlocks()
    openings = snapshot.openings(Vacancy.objects.open())
    expected = [
        (person.id, len(one.openings), len(one.eligible))
        for person in snapshot.people(Returnee.objects.to_be_matched())
        for one in unlocked(person, unlocks.taught_of([driving]), openings).values()
    ]
    assert sorted(counted()) == sorted(expected)
    assert len(expected) > 3


def test_people_come_in_shares_and_a_count_that_was_broken_off_goes_on(
    crowd: list[Returnee], monkeypatch: pytest.MonkeyPatch
) -> None:
    count_unlocks()
    whole, told = sorted(counted()), reached()
    CourseUnlock.objects.all().delete()
    CourseReach.objects.all().delete()
    monkeypatch.setattr(unlocks, "SHARE", 2)
    for done in (2, 4):
        share = unlocks.count_share()
        assert share is not None
        assert (share.done, share.finished_at) == (done, None)
    assert 0 < len(counted()) < len(whole)
    assert not CourseReach.objects.exists()
    assert unlocks.count_due() == 1
    assert (sorted(counted()), reached()) == (whole, told)


def test_a_share_that_always_fails_is_passed_over_and_the_others_are_counted(
    crowd: list[Returnee], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(unlocks, "SHARE", 2)
    first = [crowd[0].pk, crowd[1].pk]
    load = snapshots.load

    def broken(ids: list[int]) -> snapshots.Snapshot:
        if ids == first:
            raise RuntimeError("out of memory")
        return load(ids)

    monkeypatch.setattr(snapshots, "load", broken)
    for tries in range(1, unlocks.TRIES + 1):
        with pytest.raises(RuntimeError):
            unlocks.count_due()
        assert UnlockCount.objects.get().tries == tries
    assert unlocks.count_due() == 1
    assert sorted(one for one, *_ in counted()) == [one.pk for one in crowd[2:-1]], (
        "no work is in Osh"
    )


def test_a_share_writes_nothing_of_whoever_has_changed_since_it_read(
    driving: Course, anara: Returnee
) -> None:
    old = snapshots.load([anara.pk])
    ReturneeLicence.objects.create(returnee=anara, licence_id="B")
    count_unlocks_for(anara.pk)
    stale = Rows(*(np.array([one]) for one in (anara.pk, driving.pk, 1, 1)))
    unlocks.write_fresh(old, [driving.pk], stale)
    assert counted() == []


def test_counting_again_what_has_not_changed_rewrites_no_row(
    driving: Course, anara: Returnee
) -> None:
    count_unlocks()
    before = CourseUnlock.objects.get()
    driving.save()
    assert unlocks.count_due() == 1
    assert CourseUnlock.objects.get().updated_at == before.updated_at
