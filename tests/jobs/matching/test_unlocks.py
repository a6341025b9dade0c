"""Counts of what courses unlock, on a real database: whom they are of, and when they go."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from backend.taxonomy.models import Licence, Place
from jobs import snapshot, snapshots
from jobs.actions import nights, unlocks
from jobs.actions.unlock_rows import Rows
from jobs.matching.unlocking import unlocked
from jobs.models import CourseReach, CourseUnlock, Vacancy, VacancyLanguage, VacancyLicence
from jobs.unlock_tasks import count_unlocks, count_unlocks_for
from reintegration.models import Consent, Returnee, ReturneeLicence
from reintegration.states import ConsentPurpose, ReturneeState
from training.models import Cohort, Course, CourseLanguage, Enrolment
from training.states import CohortState, EnrolmentState

Another = Callable[..., Any]


@pytest.fixture
def driving(cohort: Cohort, vacancy: Vacancy) -> Course:
    """The course teaches to drive, and the vacancy asks for it."""
    course = cohort.course
    course.licences.set([Licence.objects.get(pk="B")])
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    return course


def counted() -> list[tuple[int, int, int]]:
    return list(CourseUnlock.objects.values_list("returnee_id", "vacancies", "eligible"))


FEW = None  # a number of people that is hidden


def in_all() -> tuple[int | None, int]:
    row = CourseReach.objects.in_all().get()
    return row.people, row.vacancies


def withdraw(person: Returnee) -> None:
    Consent.objects.create(
        returnee=person,
        purpose=ConsentPurpose.MATCHING,
        given=False,
        text_version="1",
        language="ky",
    )


def test_a_course_unlocks_the_vacancy_whose_licence_it_gives(
    driving: Course, anara: Returnee, bishkek: Place
) -> None:
    count_unlocks()
    assert counted() == [(anara.pk, 1, 1)]
    assert in_all() == (FEW, 1)
    here = CourseReach.objects.by_region().get()
    assert (here.region, here.people, here.vacancies) == (bishkek.parent, FEW, 1)


def test_two_people_share_one_vacancy(
    driving: Course, anara: Returnee, another_welder: Another, another_vacancy: Another
) -> None:
    another_welder(1)
    VacancyLicence.objects.create(vacancy=another_vacancy(), licence_id="B")
    count_unlocks()
    assert sorted(row[1] for row in counted()) == [2, 2]
    assert in_all() == (FEW, 2)


def test_who_holds_the_licence_is_not_counted(driving: Course, anara: Returnee) -> None:
    ReturneeLicence.objects.create(returnee=anara, licence_id="B")
    count_unlocks()
    assert counted() == []
    assert in_all() == (0, 0)


@pytest.mark.parametrize("state", [CohortState.PLANNED, CohortState.RUNNING])
def test_a_course_nobody_can_ask_for_is_not_counted(
    driving: Course, anara: Returnee, cohort: Cohort, state: CohortState
) -> None:
    Cohort.objects.update(state=state)
    count_unlocks()
    assert not CourseUnlock.objects.exists()
    assert not CourseReach.objects.exists()


def test_a_full_course_is_counted_no_more(
    driving: Course, anara: Returnee, bakyt: Returnee, cohort: Cohort
) -> None:
    count_unlocks()
    Cohort.objects.update(capacity=1)
    Enrolment.objects.create(cohort=cohort, returnee=bakyt, state=EnrolmentState.ENROLLED)
    assert not CourseUnlock.objects.standing().exists()
    count_unlocks()
    assert not CourseUnlock.objects.exists()
    assert not CourseReach.objects.exists()


def test_a_course_that_has_begun_is_not_counted(driving: Course, anara: Returnee) -> None:
    Cohort.objects.update(starts_on=timezone.localdate() - dt.timedelta(days=1))
    count_unlocks()
    assert counted() == []


@pytest.mark.parametrize("state", [ReturneeState.PLACED, ReturneeState.LEFT])
def test_who_does_not_look_for_work_is_not_counted(
    driving: Course, anara: Returnee, state: ReturneeState
) -> None:
    Returnee.objects.filter(pk=anara.pk).update(state=state)
    count_unlocks()
    assert counted() == []
    assert in_all() == (0, 0)


def test_who_withdraws_their_consent_is_hidden_at_once_and_then_forgotten(
    driving: Course, anara: Returnee
) -> None:
    count_unlocks()
    withdraw(anara)
    assert not CourseUnlock.objects.standing().exists()
    count_unlocks_for(anara.pk)
    assert counted() == []


@pytest.mark.parametrize("state", [EnrolmentState.APPLIED, EnrolmentState.COMPLETED])
def test_who_attends_or_has_passed_is_not_counted(
    driving: Course, anara: Returnee, cohort: Cohort, state: EnrolmentState
) -> None:
    Enrolment.objects.create(
        cohort=cohort, returnee=anara, state=state, closed_on=timezone.localdate()
    )
    count_unlocks()
    assert counted() == []


def test_a_person_without_skills_is_counted(driving: Course, anara: Returnee) -> None:
    anara.skills.all().delete()
    anara.work_history.all().delete()
    count_unlocks()
    assert [row[0] for row in counted()] == [anara.pk]


def test_counting_again_does_nothing_until_a_night_or_the_course_is_new(
    driving: Course, anara: Returnee
) -> None:
    assert unlocks.count_due() == 1
    assert unlocks.count_due() == 0
    nights.match_all()
    before = counted()
    assert unlocks.count_due() == 1
    assert counted() == before
    driving.save()
    assert unlocks.count_due() == 1


def test_what_a_course_no_longer_unlocks_is_forgotten(driving: Course, anara: Returnee) -> None:
    count_unlocks()
    Vacancy.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))
    nights.match_all()
    count_unlocks()
    assert counted() == []
    assert in_all() == (0, 0)


def test_one_person_is_counted_alone(
    driving: Course, anara: Returnee, another_welder: Another
) -> None:
    another_welder(1)
    count_unlocks_for(anara.pk)
    assert counted() == [(anara.pk, 1, 1)]


def test_a_course_that_names_nothing_is_counted_as_zero(
    cohort: Cohort, anara: Returnee, vacancy: Vacancy
) -> None:
    cohort.course.skills.clear()
    count_unlocks()
    assert in_all() == (0, 0)


def test_more_people_in_a_batch_cost_only_their_own_rows(
    driving: Course,
    anara: Returnee,
    another_welder: Another,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(4):
        another_welder(number)
    with django_assert_max_num_queries(70):
        unlocks.count_due()
    assert in_all() == (5, 1)


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


def test_a_course_that_teaches_a_language_unlocks_what_asks_for_it(
    cohort: Cohort, anara: Returnee, vacancy: Vacancy
) -> None:
    cohort.course.skills.clear()
    CourseLanguage.objects.create(course=cohort.course, language_id="de", level="B1")
    VacancyLanguage.objects.create(vacancy=vacancy, language_id="de", level="B1")
    count_unlocks()
    assert counted() == [(anara.pk, 1, 1)]
