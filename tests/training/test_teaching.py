"""What a course teaches, a language among it: written, shown, and left behind."""

from typing import Any

import pytest
from django.urls import reverse

from backend.accounts.models import User
from backend.taxonomy.models import Licence
from reintegration.models import Returnee
from tests.conftest import Api
from training.actions import enrolments
from training.models import Cohort, Course, CourseLanguage, Enrolment
from training.states import CohortState, EnrolmentState
from training.teaching import Teaching, taught_by

pytestmark = pytest.mark.django_db


@pytest.fixture
def russian(course: Course) -> CourseLanguage:
    return CourseLanguage.objects.create(course=course, language_id="ru", level="B1")


def test_a_course_is_read_with_all_that_it_teaches(
    course: Course, russian: CourseLanguage, django_assert_num_queries: Any
) -> None:
    course.licences.set(Licence.objects.filter(pk="B"))
    skills = frozenset(course.skills.values_list("pk", flat=True))
    with django_assert_num_queries(3):
        found = taught_by([course.pk, 0])
    assert found == {0: Teaching(), course.pk: Teaching(skills, frozenset({"B"}), {"ru": 3})}


def test_staff_say_by_the_api_up_to_which_level_a_language_is_taught(
    api: Api, course: Course, officer: User
) -> None:
    url = f"/api/v1/courses/{course.public_id}/"
    taught = [{"language": "ru", "level": "B1"}]
    answer = api(officer).patch(url, {"taught_languages": taught}, format="json")
    assert answer.json()["taught_languages"] == taught
    api(officer).patch(url, {"hours": 12}, format="json")
    assert api(officer).get(url).json()["taught_languages"] == taught
    bad = [{"language": "ru", "level": "good"}]
    assert api(officer).patch(url, {"taught_languages": bad}, format="json").status_code == 400


def test_a_returnee_reads_which_level_they_will_reach(
    browser_of: Any, anara: Returnee, cohort: Cohort, russian: CourseLanguage
) -> None:
    page = browser_of(anara.user).get(
        reverse("training:course", args=[cohort.public_id]), headers={"accept-language": "en"}
    )
    assert "Russian, B1: daily life and work" in page.content.decode()


def test_who_completes_the_course_has_the_level(
    enrolment: Enrolment, russian: CourseLanguage, trainer: User, anara: Returnee
) -> None:
    anara.languages.all().delete()
    Cohort.objects.update(state=CohortState.RUNNING)
    Enrolment.objects.update(state=EnrolmentState.ENROLLED)
    enrolment.refresh_from_db()
    enrolments.complete(enrolment, by=trainer)
    assert anara.languages.get().level == "B1"
