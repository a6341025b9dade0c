"""Where people read what a course unlocks, and that nobody reads of somebody else's."""

from collections.abc import Callable
from datetime import datetime
from uuid import uuid4

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation

from backend.accounts.models import User
from backend.taxonomy.models import Place
from jobs import unlock_notes
from jobs.models import CourseReach, CourseUnlock, UnlockCount
from reintegration.models import Returnee
from tests.conftest import Api
from tests.jobs.matching.conftest import Another
from training.models import Cohort, Course

BrowserOf = Callable[[User], Client]


def row(person: Returnee, course: Course, vacancies: int = 3, eligible: int = 1) -> CourseUnlock:
    return CourseUnlock.objects.create(
        returnee=person,
        course=course,
        vacancies=vacancies,
        eligible=eligible,
        counted_at=timezone.now(),
    )


@pytest.fixture
def unlock(anara: Returnee, cohort: Cohort) -> CourseUnlock:
    return row(anara, cohort.course)


@pytest.fixture
def reach(cohort: Cohort, bishkek: Place, osh: Place) -> list[CourseReach]:
    """In all 312 for 87 people: 200 for 50 around Bishkek, 200 for 37 in Osh."""
    now: datetime = timezone.now()
    numbers = [(None, 87, 312), (bishkek.parent, 50, 200), (osh.parent, 37, 200)]
    return [
        CourseReach.objects.create(
            course=cohort.course, region=region, people=people, vacancies=vacancies, counted_at=now
        )
        for region, people, vacancies in numbers
    ]


def page(browser: Client, url: str) -> str:
    answer = browser.get(url)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("vacancies", "words"),
    [(1, "Opens 1 more job for you"), (3, "Opens 3 more jobs for you")],
)
def test_a_returnee_reads_on_the_list_and_on_the_course_how_many_jobs_it_opens(
    browser_of: BrowserOf, anara: Returnee, cohort: Cohort, vacancies: int, words: str
) -> None:
    row(anara, cohort.course, vacancies)
    User.objects.update(language="en")
    for url in ("/courses/", f"/courses/{cohort.public_id}/"):
        with translation.override("en"):
            assert words in page(browser_of(anara.user), url)


def test_nobody_reads_what_a_course_opens_for_somebody_else(
    browser_of: BrowserOf, unlock: CourseUnlock, bakyt: Returnee
) -> None:
    assert "more jobs for you" not in page(browser_of(bakyt.user), "/courses/")


def test_the_list_of_courses_costs_one_query_for_all_its_notes(
    browser_of: BrowserOf,
    unlock: CourseUnlock,
    cohort: Cohort,
) -> None:
    Cohort.objects.bulk_create(
        Cohort(
            course=cohort.course,
            place=cohort.place,
            state=cohort.state,
            starts_on=cohort.starts_on,
            ends_on=cohort.ends_on,
            capacity=5,
        )
        for _ in range(8)
    )
    browser = browser_of(unlock.returnee.user)
    with CaptureQueriesContext(connection) as queries:
        assert page(browser, "/courses/").count("more jobs for you") == 9
    assert sum("jobs_courseunlock" in query["sql"] for query in queries) == 1


def test_staff_read_on_the_persons_page_which_courses_would_help(
    browser_of: BrowserOf, unlock: CourseUnlock, officer: User
) -> None:
    text = page(browser_of(officer), f"/staff/returnees/{unlock.returnee.public_id}/")
    assert "Computer literacy, Lyceum 18: 3 vacancies" in text


def test_whom_many_courses_would_help_leaves_room_for_others(
    officer: User, unlock: CourseUnlock, another_welder: Another, cohort: Cohort
) -> None:
    for number in range(unlock_notes.MOST + 2):
        course, joined = Course.objects.get(pk=cohort.course_id), Cohort.objects.get(pk=cohort.pk)
        course.pk, course.public_id, course.title = None, uuid4(), f"{number}"
        course.save()
        joined.pk, joined.public_id, joined.course = None, uuid4(), course
        joined.save()
        row(unlock.returnee, course, vacancies=100)
    other = another_welder(1)
    row(other, cohort.course, vacancies=2)
    told = unlock_notes.of_returnees(officer, [unlock.returnee_id, other.pk])
    assert {key: len(notes) for key, notes in told.items()} == {
        unlock.returnee_id: unlock_notes.MOST,
        other.pk: 1,
    }


def test_staff_read_on_the_cohort_what_its_course_would_do_and_follow_it(
    browser_of: BrowserOf, reach: list[CourseReach], cohort: Cohort, officer: User
) -> None:
    browser = browser_of(officer)
    text = page(browser, f"/trainer/cohorts/{cohort.public_id}/")
    assert "Would unlock: 312 vacancies, for 87 people" in text
    by_region = page(browser, f"/staff/courses/unlocks/?course={cohort.course.public_id}")
    assert ">50<" in by_region
    assert ">37<" in by_region
    assert ">87<" not in by_region


def test_a_trainer_is_told_nothing_of_people(
    browser_of: BrowserOf, reach: list[CourseReach], cohort: Cohort, trainer: User
) -> None:
    assert "312" not in page(browser_of(trainer), f"/trainer/cohorts/{cohort.public_id}/")


def test_planners_see_each_course_once_and_may_narrow_it_to_a_region(
    browser_of: BrowserOf, reach: list[CourseReach], officer: User, osh: Place
) -> None:
    browser = browser_of(officer)
    assert ">312<" in page(browser, "/staff/courses/unlocks/")
    in_osh = page(browser, f"/staff/courses/unlocks/?region={osh.parent_id}")
    assert ">37<" in in_osh
    assert ">50<" not in in_osh


def test_planners_read_in_a_sentence_what_one_course_would_do(
    browser_of: BrowserOf, reach: list[CourseReach], officer: User, osh: Place
) -> None:
    browser, course = browser_of(officer), reach[0].course.public_id
    path = f"/staff/courses/unlocks/?course={course}"
    assert "Would unlock: 312 vacancies, for 87 people." in page(browser, path)
    in_osh = page(browser, f"{path}&region={osh.parent_id}")
    assert "Would unlock: 200 vacancies, for 37 people in Osh" in in_osh
    CourseReach.objects.filter(region=None).update(people=1_087, vacancies=2_312)
    assert "Would unlock: 2,312 vacancies, for 1,087 people." in page(browser, path)
    CourseReach.objects.filter(region=osh.parent).update(people=None)
    assert "Would unlock" not in page(browser, f"{path}&region={osh.parent_id}")


@pytest.mark.parametrize("query", ["course=x", "region=x", "region=-1", "page=99"])
def test_a_senseless_question_is_answered_with_all(
    browser_of: BrowserOf, reach: list[CourseReach], officer: User, query: str
) -> None:
    assert ">312<" in page(browser_of(officer), f"/staff/courses/unlocks/?{query}")


def test_an_empty_page_says_when_there_will_be_more(browser_of: BrowserOf, officer: User) -> None:
    text = page(browser_of(officer), "/staff/courses/unlocks/")
    assert "No course would unlock anything here" in text


def test_the_api_tells_a_person_and_their_officer_the_most_first(
    api: Api, unlock: CourseUnlock, officer: User, course: Course
) -> None:
    url = f"/api/v1/returnees/{unlock.returnee.public_id}/unlocks/"
    for user in (unlock.returnee.user, officer):
        [told] = api(user).get(url).json()["results"]
        assert told["course"] == str(course.public_id)
        assert (told["vacancies"], told["eligible"]) == (3, 1)
    assert api(officer).get(url, {"min_vacancies": 4}).json()["results"] == []


def test_the_api_tells_planners_by_region(
    api: Api, reach: list[CourseReach], officer: User, course: Course, osh: Place
) -> None:
    url = f"/api/v1/courses/{course.public_id}/unlocks/"
    told = api(officer).get(url).json()["results"]
    assert [(one["people"], one["vacancies"]) for one in told] == [(87, 312), (50, 200), (37, 200)]
    assert told[0]["region"] is None
    [in_osh] = api(officer).get(url, {"region": osh.parent_id}).json()["results"]
    assert in_osh["region_labels"]["en"] == "Osh city"


@pytest.fixture
def few(reach: list[CourseReach]) -> list[CourseReach]:
    """The same, of so few people that their numbers are hidden."""
    CourseReach.objects.update(people=None)
    return reach


def test_few_people_are_told_as_fewer_than_five(
    browser_of: BrowserOf, few: list[CourseReach], cohort: Cohort, officer: User
) -> None:
    browser = browser_of(officer)
    sentence = "Would unlock: 312 vacancies, for fewer than 5 people"
    assert sentence in page(browser, f"/trainer/cohorts/{cohort.public_id}/")
    assert "fewer than 5" in page(browser, "/staff/courses/unlocks/")
    by_region = page(browser, f"/staff/courses/unlocks/?course={cohort.course.public_id}")
    assert by_region.count(">…<") == 2


def test_hidden_numbers_cannot_be_guessed_by_filters(
    api: Api, few: list[CourseReach], officer: User, course: Course
) -> None:
    url = f"/api/v1/courses/{course.public_id}/unlocks/"
    assert {one["people"] for one in api(officer).get(url).json()["results"]} == {None}
    assert api(officer).get(url, {"min_people": 1}).json()["results"] == []


def test_staff_see_how_far_a_count_has_come(
    browser_of: BrowserOf, reach: list[CourseReach], officer: User
) -> None:
    UnlockCount.objects.create(courses=[1], vacancies=[], people=100_000, done=40_000)
    told = page(browser_of(officer), "/staff/courses/unlocks/")
    assert "Being counted now: 40,000 of 100,000 people." in told.replace("\u202f", ",")
