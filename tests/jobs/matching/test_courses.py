"""The one change as a course to join: near, soon, with a free seat."""

import datetime as dt
from dataclasses import replace
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.taxonomy.models import Licence, Place, Skill
from jobs import snapshot
from jobs.explaining import Told, explained, explained_pairs
from jobs.matching.score import score
from jobs.matching_names import Names
from jobs.matching_words import say_step
from jobs.models import Match, Vacancy, VacancyLanguage, VacancyLicence, VacancySkill
from reintegration.models import Returnee
from tests.conftest import Api
from training.models import Cohort, Course, CourseLanguage, Enrolment
from training.states import CohortState, EnrolmentState

pytestmark = pytest.mark.django_db


@pytest.fixture
def lacking(match: Match, anara: Returnee, welding: list[Skill]) -> Match:
    """Her match asks for a third skill, the one that the course teaches, which she has not."""
    VacancySkill.objects.create(vacancy=match.vacancy, skill=welding[2], required=True)
    anara.skills.filter(skill=welding[2]).delete()
    return match


@pytest.fixture
def open_runs(cohort: Cohort) -> Any:
    """More runs of the same course, like the first, with what is different."""

    def make(**fields: Any) -> Cohort:
        usual = {
            "course": cohort.course,
            "place": cohort.place,
            "state": CohortState.OPEN,
            "starts_on": cohort.starts_on,
            "ends_on": cohort.starts_on + dt.timedelta(days=60),
            "capacity": 4,
        }
        return Cohort.objects.create(**usual | fields)

    return make


def told_of(match: Match) -> Told:
    return explained([match])[match.pk]


def test_a_missing_skill_is_said_as_the_course_that_teaches_it(
    lacking: Match, cohort: Cohort
) -> None:
    Cohort.objects.update(starts_on=dt.date(2999, 3, 3), ends_on=dt.date(2999, 4, 3), capacity=4)
    told = told_of(lacking)
    assert told.course == cohort
    expected = "Course: Computer literacy, starts 3 March in Bishkek, 4 seats"
    assert say_step(told, Names.of(told.reasons)) == expected


def test_joining_it_raises_the_score_by_the_points_that_are_promised(
    lacking: Match, cohort: Cohort, welding: list[Skill]
) -> None:
    told = told_of(lacking)
    [person] = snapshot.people(Returnee.objects.filter(pk=lacking.returnee_id))
    [opening] = snapshot.openings(Vacancy.objects.filter(pk=lacking.vacancy_id))
    learned = replace(person, skills=person.skills | {welding[2].pk})
    assert told.change
    assert score(learned, opening).total == told.score.total + told.change.points > 0


@pytest.mark.parametrize(
    "fields",
    [
        {"state": CohortState.PLANNED},
        {"state": CohortState.CANCELLED},
        {"starts_on": dt.date(2020, 1, 1)},
    ],
)
def test_a_course_that_cannot_be_joined_is_not_named(
    lacking: Match, cohort: Cohort, fields: dict[str, Any]
) -> None:
    Cohort.objects.update(**fields)
    told = told_of(lacking)
    assert told.course is None
    assert say_step(told, Names.of(told.reasons)).startswith("Learn this first: ")


def test_a_full_course_is_not_named(lacking: Match, cohort: Cohort, bakyt: Returnee) -> None:
    Cohort.objects.update(capacity=1)
    Enrolment.objects.create(cohort=cohort, returnee=bakyt, state=EnrolmentState.ENROLLED)
    assert told_of(lacking).course is None


def test_a_course_that_is_no_longer_offered_is_not_named(lacking: Match, cohort: Cohort) -> None:
    Course.objects.update(is_active=False)
    assert told_of(lacking).course is None


def test_a_course_beyond_the_daily_way_is_for_those_ready_to_move(
    lacking: Match, cohort: Cohort, osh: Place
) -> None:
    Cohort.objects.update(place=osh)
    assert told_of(lacking).course is None
    Returnee.objects.filter(pk=lacking.returnee_id).update(can_relocate=True)
    assert told_of(lacking).course == cohort


def test_the_nearest_course_is_named_then_the_soonest(
    lacking: Match, cohort: Cohort, osh: Place, open_runs: Any
) -> None:
    Returnee.objects.filter(pk=lacking.returnee_id).update(can_relocate=True)
    open_runs(place=osh, starts_on=cohort.starts_on - dt.timedelta(days=7))
    assert told_of(lacking).course == cohort
    sooner = open_runs(starts_on=cohort.starts_on - dt.timedelta(days=2))
    assert told_of(lacking).course == sooner


def test_a_licence_that_alone_stands_in_the_way_is_said_as_its_course(
    match: Match, cohort: Cohort
) -> None:
    VacancyLicence.objects.create(vacancy=match.vacancy, licence_id="B")
    told = told_of(match)
    assert say_step(told, Names.of(told.reasons)) == "Get this licence: Car (B)."
    cohort.course.licences.set(Licence.objects.filter(pk="B"))
    assert told_of(match).course == cohort


def test_a_language_level_that_alone_stands_in_the_way_is_said_as_the_course_that_reaches_it(
    match: Match, cohort: Cohort
) -> None:
    VacancyLanguage.objects.create(vacancy=match.vacancy, language_id="de", level="B1")
    taught = CourseLanguage.objects.create(course=cohort.course, language_id="de", level="A2")
    told = told_of(match)
    assert say_step(told, Names.of(told.reasons)) == "Reach this level: German, B1."
    taught.level = "B2"
    taught.save()
    assert told_of(match).course == cohort


def test_two_licences_have_no_single_change(match: Match, cohort: Cohort) -> None:
    for licence in ("B", "C"):
        VacancyLicence.objects.create(vacancy=match.vacancy, licence_id=licence)
    cohort.course.licences.set(Licence.objects.filter(pk="B"))
    told = told_of(match)
    assert (told.change, told.course) == (None, None)


def test_the_api_names_the_course(
    api: Api, officer: User, anara: Returnee, lacking: Match, cohort: Cohort
) -> None:
    expected = {
        "public_id": str(cohort.public_id),
        "name": "Computer literacy",
        "starts_on": cohort.starts_on.isoformat(),
        "place": "Bishkek",
        "free_seats": 2,
    }
    english = {"accept-language": "en"}
    [mine] = api(anara.user).get("/api/v1/matches/", headers=english).json()["results"]
    assert mine["change"]["course"] == expected
    pair = {"returnee": str(anara.public_id), "vacancy": str(lacking.vacancy.public_id)}
    told = api(officer).get("/api/v1/matches/explain/", pair, headers=english).json()
    assert told["change"]["course"] == expected
    assert told["change"]["sentence"].startswith("Course: Computer literacy, starts ")


def test_card_and_page_name_the_course_and_lead_to_it(
    browser_of: Any, anara: Returnee, lacking: Match, cohort: Cohort
) -> None:
    client: Client = browser_of(anara.user)
    for path in (reverse("jobs:matches"), reverse("jobs:match", args=[lacking.public_id])):
        page = client.get(path, headers={"accept-language": "en"}).content.decode()
        assert "Course: Computer literacy, starts " in page
    assert reverse("training:course", args=[cohort.public_id]) in page


def test_a_job_beyond_the_daily_way_says_plainly_that_one_would_have_to_move(
    browser_of: Any, anara: Returnee, match: Match, osh: Place
) -> None:
    client: Client = browser_of(anara.user)
    plain = "You would have to move for this job"
    paths = (reverse("jobs:matches"), reverse("jobs:match", args=[match.public_id]))
    assert not [path for path in paths if plain in client.get(path).content.decode()]
    Vacancy.objects.update(place=osh)
    Returnee.objects.filter(pk=anara.pk).update(can_relocate=True)
    english = {"accept-language": "en"}
    for path in paths:
        assert plain in client.get(path, headers=english).content.decode()


def test_many_pairs_cost_no_more_queries_than_one(
    lacking: Match, cohort: Cohort, bakyt: Returnee, django_assert_num_queries: Any
) -> None:
    alone = (lacking.returnee_id, lacking.vacancy_id)
    with django_assert_num_queries(21):
        explained_pairs([alone])
    with django_assert_num_queries(21):
        assert len(explained_pairs([alone, (bakyt.pk, lacking.vacancy_id)])) == 2
