"""Pages of vacancies, applications and firms in a real browser, with scripts off."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from backend.accounts.models import User
from jobs.models import Application, Employer, Vacancy
from jobs.states import ApplicationState, VacancyState
from reintegration.models import Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import NewContext, SignIn

SMALL = {"width": 320, "height": 640}


def check(visit: Visit, path: str) -> None:
    visit.page.goto(path)
    assert visit.overflow() == 0, path
    assert visit.barriers() == [], path
    assert visit.small_targets() == [], path


@pytest.fixture
def visit(new_context: NewContext) -> Visit:
    return Visit.in_tab_of(new_context(viewport=SMALL))


@pytest.mark.django_db(transaction=True)
def test_an_employers_pages_fit_the_smallest_phone(
    visit: Visit, sign_in: SignIn, employer_user: User, application: Application
) -> None:
    sign_in(visit.page.context, employer_user)
    vacancy, applicant = application.vacancy.public_id, application.public_id
    Vacancy.objects.get().findings.create(rule="hours", words=["по 14 часов"])
    for path in (
        reverse("jobs:employer_home"),
        reverse("jobs:employer_firm"),
        reverse("jobs:employer_vacancy_new") + "?work=сварщик",
        reverse("jobs:employer_vacancy_new") + "?work=сварщик&isco=7212",
        reverse("jobs:employer_vacancy", args=[vacancy]),
        reverse("jobs:employer_vacancy_change", args=[vacancy]),
        reverse("jobs:applicants", args=[vacancy]),
        reverse("jobs:applicant", args=[applicant]),
        reverse("jobs:applicant_invite", args=[applicant]),
        reverse("jobs:applicant_hire", args=[applicant]),
        reverse("jobs:applicant_refuse", args=[applicant]),
    ):
        check(visit, path)


@pytest.mark.django_db(transaction=True)
def test_a_firms_registration_fits_the_smallest_phone(visit: Visit) -> None:
    check(visit, reverse("jobs:employer_register"))
    check(visit, reverse("jobs:employer_registered"))


@pytest.mark.django_db(transaction=True)
def test_a_returnee_applies_with_scripts_off(
    new_context: NewContext, sign_in: SignIn, anara: Returnee, vacancy: Vacancy
) -> None:
    visit = Visit.in_tab_of(new_context(viewport=SMALL, java_script_enabled=False))
    assert anara.user is not None
    sign_in(visit.page.context, anara.user)
    visit.page.goto(reverse("jobs:vacancy", args=[vacancy.public_id]))
    visit.page.get_by_role("button", name="Apply").click()
    expect(visit.page.get_by_role("heading", level=1)).to_have_text("My applications")
    assert Application.objects.get().state == ApplicationState.SENT


@pytest.mark.django_db(transaction=True)
def test_a_returnees_pages_fit_the_smallest_phone(
    visit: Visit, sign_in: SignIn, anara: Returnee, bakyt: Returnee, application: Application
) -> None:
    assert anara.user is not None
    assert bakyt.user is not None
    sign_in(visit.page.context, anara.user)
    check(visit, reverse("jobs:applications"))
    check(visit, reverse("jobs:withdraw", args=[application.public_id]))
    sign_in(visit.page.context, bakyt.user)
    check(visit, reverse("jobs:vacancy", args=[application.vacancy.public_id]))


@pytest.mark.django_db(transaction=True)
def test_the_queues_of_staff_fit_the_smallest_phone(
    visit: Visit, sign_in: SignIn, officer: User, employer: Employer, vacancy: Vacancy
) -> None:
    Vacancy.objects.update(state=VacancyState.SCREENING, published_at=None)
    vacancy.findings.create(rule="documents", blocks=True, words=["паспорт остаётся у нас"])
    sign_in(visit.page.context, officer)
    check(visit, reverse("jobs:staff_vacancies"))
    check(visit, reverse("jobs:staff_vacancy", args=[vacancy.public_id]))
    check(visit, reverse("jobs:staff_employers") + "?state=verified")
    check(visit, reverse("jobs:staff_employer", args=[employer.public_id]))
