"""Staff decide on firms and vacancies from their queues."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from jobs.models import Employer, Vacancy
from jobs.states import EmployerState, VacancyState
from reintegration.models import Returnee

Browser = Callable[[User], Client]


@pytest.fixture
def waiting(vacancy: Vacancy) -> Vacancy:
    """Stopped by a rule."""
    Vacancy.objects.update(
        state=VacancyState.SCREENING, published_at=None, submitted_at=timezone.now()
    )
    vacancy.findings.create(rule="hours", words=["по 14 часов"])
    return Vacancy.objects.get()


def test_a_firm_is_verified_from_the_queue(
    browser_of: Browser, employer: Employer, officer: User
) -> None:
    Employer.objects.update(state=EmployerState.PENDING, decided_by=None, decided_at=None)
    browser = browser_of(officer)
    one = reverse("jobs:staff_employer", args=[employer.public_id])
    assert one in browser.get(reverse("jobs:staff_employers")).content.decode()
    browser.post(one, {"verdict": "verify"})
    employer.refresh_from_db()
    assert (employer.state, employer.decided_by) == (EmployerState.VERIFIED, officer)


def test_a_firm_is_not_suspended_without_a_reason(
    browser_of: Browser, employer: Employer, officer: User
) -> None:
    one = reverse("jobs:staff_employer", args=[employer.public_id])
    page = browser_of(officer).post(one, {"verdict": "suspend"})
    assert page.context["form"].errors["reason"]
    browser_of(officer).post(one, {"verdict": "suspend", "reason": "A report"})
    employer.refresh_from_db()
    assert employer.state == EmployerState.SUSPENDED


def test_a_vacancy_is_decided_with_its_findings_in_view(
    browser_of: Browser, waiting: Vacancy, officer: User
) -> None:
    browser = browser_of(officer)
    queue = browser.get(reverse("jobs:staff_vacancies")).content.decode()
    assert "The hours are very long" in queue
    one = reverse("jobs:staff_vacancy", args=[waiting.public_id])
    assert "<mark>по 14 часов</mark>" in browser.get(one).content.decode()

    said = {"verdict": "publish", "submitted_at": waiting.submitted_at.isoformat()}
    assert said["submitted_at"] in browser.get(one).content.decode()
    assert "Say why" in browser.post(one, said).content.decode()
    browser.post(one, said | {"reason": "A month on, a month off"})
    waiting.refresh_from_db()
    assert waiting.state == VacancyState.PUBLISHED


def test_an_officer_cannot_set_aside_a_block(
    browser_of: Browser, waiting: Vacancy, officer: User
) -> None:
    waiting.findings.create(rule="documents", blocks=True)
    one = reverse("jobs:staff_vacancy", args=[waiting.public_id])
    said = {"submitted_at": waiting.submitted_at.isoformat(), "reason": "Fine"}
    page = browser_of(officer).post(one, said | {"verdict": "publish"})
    assert "not allowed" in page.content.decode()


def test_a_text_that_changed_under_the_open_page_is_not_published(
    browser_of: Browser, waiting: Vacancy, officer: User
) -> None:
    one = reverse("jobs:staff_vacancy", args=[waiting.public_id])
    said = {"submitted_at": waiting.submitted_at.isoformat(), "reason": "Fine"}
    Vacancy.objects.update(submitted_at=timezone.now())
    page = browser_of(officer).post(one, said | {"verdict": "publish"})
    assert "Read it again" in page.content.decode()
    assert Vacancy.objects.get().state == VacancyState.SCREENING


def test_a_longer_queue_costs_no_more_queries(
    browser_of: Browser, waiting: Vacancy, officer: User
) -> None:
    browser = browser_of(officer)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(reverse("jobs:staff_vacancies")).status_code == 200
        return len(found)

    queries()  # the session's own first ones
    few = queries()
    for _ in range(3):
        waiting.pk = None
        waiting.public_id = waiting._meta.get_field("public_id").get_default()
        waiting.save()
        waiting.findings.create(rule="no_pay")
    assert queries() == few <= 12


@pytest.mark.parametrize("name", ["staff_vacancies", "staff_employers"])
def test_the_queues_are_for_staff(
    browser_of: Browser, anara: Returnee, employer_user: User, observer: User, name: str
) -> None:
    for user in (anara.user, employer_user, observer):
        assert browser_of(user).get(reverse(f"jobs:{name}")).status_code == 404
