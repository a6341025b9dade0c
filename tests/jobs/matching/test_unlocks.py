"""Counts of what courses unlock, on a real database: whom they are of, and when they go."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from backend.taxonomy.models import Place
from jobs.actions import nights, unlocks
from jobs.models import CourseReach, CourseUnlock, Vacancy, VacancyLanguage, VacancyLicence
from jobs.unlock_tasks import count_unlocks, count_unlocks_for
from reintegration.models import Consent, Returnee, ReturneeLicence
from reintegration.states import ConsentPurpose, ReturneeState
from training.models import Cohort, Course, CourseLanguage, Enrolment
from training.states import CohortState, EnrolmentState

Another = Callable[..., Any]


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


def test_a_course_that_teaches_a_language_unlocks_what_asks_for_it(
    cohort: Cohort, anara: Returnee, vacancy: Vacancy
) -> None:
    cohort.course.skills.clear()
    CourseLanguage.objects.create(course=cohort.course, language_id="de", level="B1")
    VacancyLanguage.objects.create(vacancy=vacancy, language_id="de", level="B1")
    count_unlocks()
    assert counted() == [(anara.pk, 1, 1)]
