"""From registering a firm to answering applicants, on a small phone with scripts off."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from django.urls import reverse
from playwright.sync_api import Page, Response, expect

from backend.accounts.models import User
from jobs.actions.applications import apply
from jobs.actions.employers import verify
from jobs.models import Application, Employer, Vacancy
from jobs.states import ApplicationState, EmployerState, VacancyState
from reintegration.models import Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import NewContext, SignIn

PASSWORD = "bridge over quiet water"
LIMIT = 150 * 1024


@pytest.fixture
def visit(new_context: NewContext) -> Visit:
    return Visit.in_tab_of(new_context(java_script_enabled=False))


@pytest.fixture
def received(visit: Visit) -> Iterator[dict[str, int]]:
    """Bytes of every answer that the browser read, by address; style and script among them."""
    sizes: dict[str, int] = {}

    def weigh(answer: Response) -> None:
        sizes[answer.url] = int(answer.headers.get("content-length", 0))

    visit.page.on("response", weigh)
    yield sizes
    assert sum(size for url, size in sizes.items() if "/static/" in url) < LIMIT
    assert max(sizes.values()) < LIMIT


def register(page: Page) -> None:
    page.goto(reverse("jobs:employer_register"))
    for label, text in {
        "Name of the firm": "Нур Курулуш",
        "Tax number": "01234567890199",
        "Address": "Чуй 1",
        "Who answers for the firm": "Нурбек",
        "Phone of the firm": "0312 123 456",
        "Your name": "Нурбек",
        "Your e-mail": "nurbek@example.org",
        "Choose a password": PASSWORD,
    }.items():
        page.get_by_label(label, exact=False).first.fill(text)
    page.get_by_label("Where the firm is").select_option(label="Bishkek")
    page.get_by_role("button", name="Register").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Look into your mail")


def write_a_vacancy(page: Page) -> None:
    page.get_by_role("link", name="Write a vacancy").first.click()
    page.get_by_label("What work is it?").fill("welder")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("radio").first.check()
    page.get_by_role("button", name="Continue").click()
    page.get_by_label("Pay from").fill("45000")
    page.get_by_role("button", name="Publish").click()


@pytest.mark.django_db(transaction=True)
def test_a_firm_registers_writes_and_answers_without_scripts(
    visit: Visit,
    received: dict[str, int],
    sign_in: SignIn,
    officer: User,
    anara: Returnee,
    bakyt: Returnee,
) -> None:
    page = visit.page
    register(page)
    firm = Employer.objects.get()
    assert firm.state == EmployerState.PENDING

    # The mail's link and the second step are tested in tests/accounts.
    user = User.objects.get(email="nurbek@example.org")
    EmailAddress.objects.filter(user=user).update(verified=True)
    sign_in(page.context, user)
    page.goto(reverse("jobs:employer_home"))
    expect(page.locator("main")).to_contain_text("We check your firm now.")
    write_a_vacancy(page)
    expect(page.locator("main")).to_contain_text("It goes out as soon as your firm is verified.")

    verify(firm, by=officer)
    work = Vacancy.objects.get()
    assert work.state == VacancyState.PUBLISHED
    for person in (anara, bakyt):
        assert person.user is not None
        apply(work, by=person.user, returnee=person)

    page.goto(reverse("jobs:employer_home"))
    page.get_by_role("link", name="Answer now").click()
    for box in page.get_by_role("checkbox").all():
        box.check()
    page.get_by_label("Other skills are needed").check()
    page.get_by_role("button", name="Not this time").click()
    expect(page.locator("main")).to_contain_text("2 people are told now.")
    assert set(Application.objects.values_list("state", flat=True)) == {ApplicationState.REFUSED}


@pytest.mark.django_db(transaction=True)
def test_the_open_list_is_searched_without_scripts(visit: Visit, vacancy: Vacancy) -> None:
    page = visit.page
    page.goto(reverse("web:home"))
    page.get_by_role("link", name="Open jobs").click()
    page.get_by_label("What work?").fill("сворщик")
    page.get_by_role("button", name="Search").click()
    page.get_by_role("link", name="Сварщик", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Сварщик")
    page.get_by_role("link", name="Sign in with your phone to apply").click()
    expect(page.get_by_label("Your phone number", exact=False).first).to_be_visible()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("language", ["en", "ru", "ky"])
def test_public_and_employer_pages_fit_the_smallest_phone(
    smallest_phone: Visit,
    sign_in: SignIn,
    application: Application,
    employer_user: User,
    language: str,
) -> None:
    visit, work = smallest_phone, application.vacancy
    visit.page.set_extra_http_headers({"Accept-Language": language})
    work.findings.create(rule="hours", words=["по 14 часов"])
    public = [
        reverse("jobs:search"),
        reverse("jobs:search") + "?pay=1&work=zzzz",
        reverse("jobs:vacancy", args=[work.public_id]),
        reverse("jobs:vacancy", args=[work.employer.public_id]),
    ]
    for path in public:
        look(visit, path)
    sign_in(visit.page.context, employer_user)
    for path in (
        reverse("jobs:employer_home"),
        reverse("jobs:employer_vacancy_new"),
        reverse("jobs:employer_vacancy_new") + "?work=сварщик&isco=7212",
        reverse("jobs:applicants", args=[work.public_id]),
    ):
        look(visit, path)
    # The page that is not there says so to the browser too.
    assert [one for one in visit.complaints if "404" not in one] == []


def look(visit: Visit, path: str) -> None:
    visit.page.goto(path)
    assert visit.overflow() == 0, path
    assert visit.barriers() == [], path
    assert visit.small_targets() == [], path
