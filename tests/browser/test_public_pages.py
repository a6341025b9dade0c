"""Home and help on a phone, in every language, with and without scripts."""

import pytest
from django.conf import settings
from playwright.sync_api import expect
from pytest_django.live_server_helper import LiveServer

from tests.browser.chromium import Visit
from tests.browser.conftest import NewContext

HELP = ["", "rights/", "know/", "numbers/", "ask/", "write/", "again/"]
FOR_ALL = ["/", *(f"/help/{page}" for page in HELP), "/credits/"]
PAGES = [*FOR_ALL, "/design/", "/accounts/login/", "/no/such/page/"]
LANGUAGES = [code for code, _ in settings.LANGUAGES]


@pytest.fixture
def address(reading_server: LiveServer) -> str:
    return reading_server.url


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_barriers_and_no_complaints(new_context: NewContext, scheme: str) -> None:
    visit = Visit.in_tab_of(new_context(color_scheme=scheme))
    for path in PAGES:
        visit.page.goto(path)
        assert visit.barriers() == [], path
        assert visit.small_targets() == [], path
    assert [text for text in visit.complaints if "404 (Not Found)" not in text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_is_cut_on_the_smallest_phone(new_context: NewContext, language: str) -> None:
    context = new_context(viewport={"width": 320, "height": 640}, locale=language)
    visit = Visit.in_tab_of(context)
    for path in FOR_ALL:
        visit.page.goto(path)
        expect(visit.page.locator("html")).to_have_attribute("lang", language)
        assert visit.overflow() == 0, path
        assert visit.barriers() == [], path


def test_the_language_changes_without_scripts(phone_without_scripts: Visit) -> None:
    page = phone_without_scripts.page
    page.goto("/help/")
    page.locator(".languages summary").click()
    page.get_by_role("button", name="Кыргызча").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Жардам жана укуктарыңыз")
    assert page.url.endswith("/help/")


def test_leaving_is_at_once_and_not_in_the_history(phone: Visit) -> None:
    phone.page.context.route(
        f"{settings.LEAVE_PAGE_URL}**", lambda route: route.fulfill(body="weather")
    )
    phone.page.goto("/")
    phone.page.goto("/help/")
    phone.page.locator(".leave button").click()
    phone.page.wait_for_url(f"{settings.LEAVE_PAGE_URL}**")
    phone.page.go_back()
    assert phone.page.url.endswith("/"), "back leads past the page that was left"
    assert "/help/" not in phone.page.url


def test_leaving_works_without_scripts(phone_without_scripts: Visit) -> None:
    page = phone_without_scripts.page
    page.context.route(f"{settings.LEAVE_PAGE_URL}**", lambda route: route.fulfill(body="weather"))
    page.goto("/help/")
    page.locator(".leave button").click()
    page.wait_for_url(f"{settings.LEAVE_PAGE_URL}**")


def test_a_first_visit_is_light(phone: Visit) -> None:
    """Budget: 4 requests. Bytes are measured over the wire in the benchmarks."""
    asked: list[str] = []
    phone.page.on("request", lambda request: asked.append(request.url))
    phone.page.goto("/")
    phone.page.wait_for_load_state("networkidle")
    assert len(asked) <= 4, asked


def test_a_keyboard_reaches_the_content_first(laptop: Visit) -> None:
    laptop.page.goto("/help/")
    laptop.page.keyboard.press("Tab")
    expect(laptop.page.locator(".skip")).to_be_focused()
    laptop.page.keyboard.press("Enter")
    expect(laptop.page.locator("main")).to_be_focused()


def test_twice_the_text_size_still_fits(phone: Visit) -> None:
    phone.page.goto("/")
    phone.page.evaluate("document.documentElement.style.fontSize = '225%'")
    assert phone.overflow() == 0
