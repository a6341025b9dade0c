"""An employer's way through the pages, without script: register, write, publish, answer."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.taxonomy.models import Place, Skill
from jobs.models import Application, Employer, Placement, Vacancy
from jobs.states import ApplicationState, EmployerState, VacancyState
from reintegration.models import Returnee

Browser = Callable[[User], Client]


@pytest.fixture
def firm_words(bishkek: Place) -> dict[str, str]:
    return {
        "name": "Нур Курулуш",
        "tax_number": "01234567890199",
        "place": str(bishkek.pk),
        "address": "Чуй 1",
        "contact_name": "Нурбек",
        "contact_phone": "0312 123 456",
    }


@pytest.fixture
def account_words() -> dict[str, str]:
    return {
        "your_name": "Нурбек",
        "email": "nurbek@example.org",
        "password": "bridge over quiet water",
    }


def test_a_firm_registers_itself_and_gets_a_letter(
    firm_words: dict[str, str], account_words: dict[str, str]
) -> None:
    page = Client().post(reverse("jobs:employer_register"), firm_words | account_words)
    assert page.status_code == 302, page.context["form"].errors
    firm = Employer.objects.get()
    assert firm.state == EmployerState.PENDING
    assert firm.members.get().user.email == "nurbek@example.org"
    assert firm.contact_phone == "+996312123456"


def test_a_known_address_is_not_given_away(
    firm_words: dict[str, str], account_words: dict[str, str], new_user: User
) -> None:
    known = account_words | {"email": new_user.email}
    page = Client().post(reverse("jobs:employer_register"), firm_words | known)
    assert page.headers["Location"] == reverse("jobs:employer_registered")
    assert not Employer.objects.exists()


def test_an_account_without_a_firm_is_asked_for_it(
    browser_of: Browser, new_user: User, firm_words: dict[str, str]
) -> None:
    browser = browser_of(new_user)
    assert browser.get(reverse("jobs:employer_home")).status_code == 302
    browser.post(reverse("jobs:employer_firm"), firm_words)
    assert "We check your firm now" in browser.get(reverse("jobs:employer_home")).content.decode()


def test_a_vacancy_is_written_by_typing_the_work_and_published(
    browser_of: Browser, employer_user: User, bishkek: Place, welding: list[Skill]
) -> None:
    browser = browser_of(employer_user)
    new = reverse("jobs:employer_vacancy_new")
    assert 'value="7212"' in browser.get(new, {"work": "сварщик"}).content.decode()
    chosen = f"{new}?work=сварщик&isco=7212"
    assert "Сварщик" in browser.get(chosen).content.decode()
    words = {
        "title": "Сварщик",
        "description": "Сварка на стройке, жильё бесплатно.",
        "openings": "2",
        "place": str(bishkek.pk),
        "country": "KG",
        "wage_from": "45000",
        "wage_period": "month",
        "schedule": "full",
        "min_experience_months": "12",
        "required_skills": [str(welding[0].pk)],
        "wished_skills": [str(welding[0].pk), str(welding[1].pk)],
        "language_0": "ru",
        "level_0": "A2",
        "licences": ["welding"],
        "written_contract": "on",
    }
    answer = browser.post(chosen, words)
    assert answer.status_code == 302, answer.context["form"].errors
    vacancy = Vacancy.objects.get()
    assert [(row.skill, row.required) for row in vacancy.skills.all()] == [
        (welding[0], True),
        (welding[1], False),
    ]
    page = browser.post(
        reverse("jobs:employer_vacancy_move", args=[vacancy.public_id, "submit"]), follow=True
    )
    assert "Published." in page.content.decode()
    vacancy.refresh_from_db()
    assert (vacancy.state, vacancy.openings) == (VacancyState.PUBLISHED, 2)


def test_a_work_nobody_knows_is_said_plainly(browser_of: Browser, employer_user: User) -> None:
    page = browser_of(employer_user).get(reverse("jobs:employer_vacancy_new"), {"work": "щщщщщ"})
    assert "Try another one" in page.content.decode()


def test_what_the_screening_found_is_told_and_mended(
    browser_of: Browser, employer_user: User, vacancy: Vacancy
) -> None:
    Vacancy.objects.update(state=VacancyState.DRAFT, description="Смены по 14 часов")
    browser = browser_of(employer_user)
    move = reverse("jobs:employer_vacancy_move", args=[vacancy.public_id, "submit"])
    assert "The hours are very long" in browser.post(move, follow=True).content.decode()

    change = reverse("jobs:employer_vacancy_change", args=[vacancy.public_id])
    shown = browser.get(change).context["form"].initial
    words = {name: getattr(value, "pk", value) for name, value in shown.items()}
    words = {name: value for name, value in words.items() if value is not None}
    answer = browser.post(change, words | {"description": "Смены по 8 часов"})
    assert answer.status_code == 302, answer.context["form"].errors
    vacancy.refresh_from_db()
    assert vacancy.state == VacancyState.DRAFT
    assert "Published." in browser.post(move, follow=True).content.decode()


def test_a_published_vacancy_changes_places_and_last_day(
    browser_of: Browser, employer_user: User, vacancy: Vacancy
) -> None:
    browser = browser_of(employer_user)
    change = reverse("jobs:employer_vacancy_change", args=[vacancy.public_id])
    assert set(browser.get(change).context["form"].fields) == {"openings", "closes_on"}
    browser.post(change, {"openings": "5", "closes_on": ""})
    vacancy.refresh_from_db()
    assert (vacancy.openings, vacancy.state) == (5, VacancyState.PUBLISHED)


def test_an_applicant_is_read_invited_and_hired(
    browser_of: Browser, employer_user: User, application: Application
) -> None:
    browser = browser_of(employer_user)
    page = browser.get(reverse("jobs:applicants", args=[application.vacancy.public_id]))
    assert "Anara Jumabaeva" in page.content.decode()
    page = browser.get(reverse("jobs:applicant", args=[application.public_id]))
    assert "+996 700 123 456" in page.content.decode()
    application.refresh_from_db()
    assert application.state == ApplicationState.SEEN

    when = timezone.localtime() + dt.timedelta(days=2)
    invite = reverse("jobs:applicant_invite", args=[application.public_id])
    invitation = {"interview_at": f"{when:%Y-%m-%dT%H:%M}", "interview_place": "Чуй 1"}
    assert browser.post(invite, invitation).status_code == 302

    hire = reverse("jobs:applicant_hire", args=[application.public_id])
    today = timezone.localdate().isoformat()
    answer = browser.post(hire, {"started_on": today, "wage": "47000", "has_contract": "on"})
    assert answer.status_code == 302, answer.context["form"].errors
    placement = Placement.objects.get()
    assert (placement.wage, placement.has_contract) == (47_000, True)
    assert Vacancy.objects.get().state == VacancyState.FILLED


def test_an_answer_in_the_past_is_refused_in_the_form(
    browser_of: Browser, employer_user: User, application: Application
) -> None:
    invite = reverse("jobs:applicant_invite", args=[application.public_id])
    past = {"interview_at": "2020-01-01T10:00", "interview_place": "Чуй 1"}
    page = browser_of(employer_user).post(invite, past)
    assert "Choose a later one" in page.content.decode()


def test_a_refusal_is_coded(
    browser_of: Browser, employer_user: User, application: Application
) -> None:
    refuse = reverse("jobs:applicant_refuse", args=[application.public_id])
    browser_of(employer_user).post(refuse, {"reason": "experience"})
    application.refresh_from_db()
    assert application.refusal_reason == "experience"


@pytest.mark.parametrize("name", ["applicant", "applicant_hire", "applicant_refuse"])
def test_another_employers_applicants_do_not_exist(
    browser_of: Browser, other_employer_user: User, application: Application, name: str
) -> None:
    page = browser_of(other_employer_user).get(
        reverse(f"jobs:{name}", args=[application.public_id])
    )
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["employer_vacancy", "employer_vacancy_change", "applicants"])
def test_another_employers_vacancies_do_not_exist(
    browser_of: Browser, other_employer_user: User, vacancy: Vacancy, name: str
) -> None:
    page = browser_of(other_employer_user).get(reverse(f"jobs:{name}", args=[vacancy.public_id]))
    assert page.status_code == 404


@pytest.mark.parametrize("name", ["employer_home", "employer_firm", "employer_vacancy_new"])
def test_the_employers_area_is_the_employers(
    browser_of: Browser, anara: Returnee, officer: User, name: str
) -> None:
    for user in (anara.user, officer):
        assert browser_of(user).get(reverse(f"jobs:{name}")).status_code == 404


def test_a_longer_list_of_applicants_costs_no_more_queries(
    browser_of: Browser, employer_user: User, application: Application, bakyt: Returnee
) -> None:
    browser = browser_of(employer_user)
    url = reverse("jobs:applicants", args=[application.vacancy.public_id])

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert browser.get(url).status_code == 200
        return len(found)

    browser.get(url)  # the session's own first queries
    few = queries()
    Application.objects.create(vacancy=application.vacancy, returnee=bakyt)
    assert queries() == few


def test_no_page_sends_a_mail_by_being_read(browser_of: Browser, employer_user: User) -> None:
    browser_of(employer_user).get(reverse("jobs:employer_home"))
    assert mail.outbox == []
