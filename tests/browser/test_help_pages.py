"""Help without signing in, on a cheap phone; and the desk that answers."""

import pytest
from django.conf import settings
from playwright.sync_api import Error, expect

from backend.accounts.models import User
from reintegration.letter_states import LetterState
from reintegration.models import Hotline, Letter
from tests.browser.chromium import Visit
from tests.browser.conftest import NewContext, SignIn
from tests.browser.test_message_pages import check
from tests.reintegration.help.conftest import Written
from tests.reintegration.help.conftest import confirmed as confirmed
from tests.reintegration.help.conftest import proposed as proposed
from tests.reintegration.help.conftest import write as write
from tests.reintegration.help.conftest import written as written

pytestmark = pytest.mark.django_db(transaction=True)

LONG = "Паспортумду алып коюшту. " * 20 + "x" * 120


def test_in_kyrgyz_without_scripts_somebody_asks_gets_a_code_and_reads_the_answer(
    new_context: NewContext, protection_officer: User, sign_in: SignIn
) -> None:
    """From the first page to the answer; staff work in between, with scripts off too."""
    visit = Visit.in_tab_of(new_context(java_script_enabled=False, locale="ky"))
    page = visit.page
    page.goto("/")
    page.locator("main a[href='/help/']").click()
    page.locator("a[href='/help/ask/']").click()
    page.get_by_label("Документтер").check()
    page.get_by_label("Үйгө кайтуу").check()
    page.locator("textarea[name=text]").fill(LONG)
    page.locator("main form button").click()
    code = page.locator(".code").inner_text()
    assert visit.overflow() == 0

    staff = Visit.in_tab_of(new_context(java_script_enabled=False))
    sign_in(staff.page.context, protection_officer)
    staff.page.goto("/staff/letters/")
    staff.page.get_by_role("link", name=Letter.objects.get().reference).click()
    expect(staff.page.locator("main")).to_contain_text("Паспортумду")
    staff.page.get_by_label("Your answer").fill("Эртең саат тогузда келиңиз.")
    staff.page.get_by_role("button", name="Send").click()

    page.goto("/help/again/")
    page.locator("main input[name=code]").fill(code.lower().replace("-", " "))
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Эртең саат тогузда")
    page.locator("textarea").fill("Рахмат 🙏")
    page.locator("main form button").click()
    expect(page.locator("main")).to_contain_text("Рахмат")
    assert visit.overflow() == 0
    assert code not in page.url
    assert Letter.objects.get().state == LetterState.WAITING


def test_the_pages_behind_a_form_have_no_barriers(
    smallest_phone: Visit, written: Written, confirmed: Hotline
) -> None:
    page, send = smallest_phone.page, "main form button"
    check(smallest_phone, "/help/numbers/")
    for path in ("/help/ask/", "/help/write/", "/help/again/"):
        page.goto(path)
        page.locator(send).click()
        expect(page.locator(".error-summary")).to_be_focused()
        check(smallest_phone)
    page.locator("main input[name=code]").fill(written.code)
    page.locator(send).click()
    expect(page.locator(".timeline")).to_be_visible()
    check(smallest_phone)
    page.goto("/help/write/")
    page.locator("textarea").fill(LONG)
    page.locator(send).click()
    expect(page.locator(".code")).to_be_visible()
    check(smallest_phone)
    assert smallest_phone.complaints == []


@pytest.mark.parametrize("screen", ["smallest_phone", "laptop"])
def test_the_desk_has_no_barriers(
    screen: str,
    request: pytest.FixtureRequest,
    sign_in: SignIn,
    protection_officer: User,
    written: Written,
    confirmed: Hotline,
) -> None:
    visit: Visit = request.getfixturevalue(screen)
    sign_in(visit.page.context, protection_officer)
    check(visit, "/staff/letters/")
    check(visit, f"/staff/letters/{written.letter.public_id}/")
    visit.page.get_by_role("button", name="I take it").click()
    check(visit)
    check(visit, "/staff/hotlines/")
    check(visit, f"/staff/hotlines/{confirmed.public_id}/confirm/")
    assert visit.complaints == []


def test_without_a_network_the_words_wait_on_the_page_and_nowhere_else(phone: Visit) -> None:
    page = phone.page
    page.goto("/help/write/")
    page.context.set_offline(True)
    page.locator("textarea").fill("They hold us")
    page.locator("main form button").click()
    expect(page.locator("[data-unsent]")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).concat(Object.keys(localStorage))") == []
    page.context.set_offline(False)
    expect(page.locator(".code")).to_be_visible()
    assert Letter.objects.count() == 1


def test_leaving_takes_along_what_was_typed_and_kept(phone: Visit) -> None:
    page = phone.page
    page.context.route(f"{settings.LEAVE_PAGE_URL}**", lambda route: route.fulfill(body="weather"))
    page.goto("/")
    page.goto("/help/write/")
    page.evaluate("sessionStorage.setItem('draft', 'words')")
    page.locator("textarea").fill("They hold us")
    page.locator(".leave button").click()
    page.wait_for_url(f"{settings.LEAVE_PAGE_URL}**")
    page.go_back()
    assert page.url.endswith("/"), "back leads past the page that was left"
    assert "write" not in page.url
    page.goto("/help/write/")
    assert page.evaluate("sessionStorage.getItem('draft')") is None
    assert page.locator("textarea").input_value() == ""


def test_going_back_to_a_sent_letter_finds_that_the_browser_kept_nothing(
    phone_without_scripts: Visit,
) -> None:
    page = phone_without_scripts.page
    page.goto("/help/write/")
    page.locator("textarea").fill("They hold us")
    page.locator("main form button").click()
    page.locator("main .actions a").click()
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
