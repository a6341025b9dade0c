"""Courses as a returnee sees them, and the answers of a trainer."""

from collections.abc import Callable

from django.test import Client

from backend.accounts.models import User
from reintegration.models import Returnee
from training.models import Cohort, Enrolment
from training.states import EnrolmentState

BrowserOf = Callable[[User], Client]


def test_a_returnee_finds_a_course_and_asks_for_a_seat(
    browser_of: BrowserOf, anara: Returnee, cohort: Cohort
) -> None:
    browser = browser_of(anara.user)
    assert "Computer literacy" in browser.get("/courses/").content.decode()
    url = f"/courses/{cohort.public_id}/"
    answer = browser.post(f"{url}apply/", follow=True)
    assert answer.redirect_chain[-1][0] == url
    assert Enrolment.objects.get().state == EnrolmentState.APPLIED


def test_courses_can_be_found_by_the_skill_they_teach(
    browser_of: BrowserOf, anara: Returnee, cohort: Cohort
) -> None:
    skill = cohort.course.skills.get()
    browser = browser_of(anara.user)
    assert cohort.course.title in browser.get(f"/courses/?skill={skill.pk}").content.decode()
    assert cohort.course.title not in browser.get("/courses/?skill=99999999").content.decode()


def test_a_trainer_gives_the_seat_and_returns_to_the_list(
    browser_of: BrowserOf, trainer: User, enrolment: Enrolment
) -> None:
    browser = browser_of(trainer)
    page = f"/trainer/cohorts/{enrolment.cohort.public_id}/"
    assert "Anara" in browser.get(page).content.decode()
    answer = browser.post(f"/enrolments/{enrolment.public_id}/enrol/", {"next": page})
    assert answer.headers["Location"] == page
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.ENROLLED


def test_a_refusal_needs_a_reason(
    browser_of: BrowserOf, trainer: User, enrolment: Enrolment
) -> None:
    browser_of(trainer).post(f"/enrolments/{enrolment.public_id}/refuse/", {"reason": " "})
    enrolment.refresh_from_db()
    assert enrolment.state == EnrolmentState.APPLIED


def test_the_button_never_leads_to_another_site(
    browser_of: BrowserOf, trainer: User, enrolment: Enrolment
) -> None:
    url = f"/enrolments/{enrolment.public_id}/enrol/"
    answer = browser_of(trainer).post(url, {"next": "https://evil.example/"})
    assert answer.headers["Location"].startswith("/trainer/")
