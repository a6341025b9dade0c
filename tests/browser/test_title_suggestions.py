"""Job titles offered as one types, with scripts on."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from backend.accounts.models import User
from tests.browser.chromium import Visit
from tests.browser.conftest import NewContext, SignIn


@pytest.mark.django_db(transaction=True)
def test_an_employer_picks_a_title_while_typing_with_a_slip(
    new_context: NewContext, sign_in: SignIn, employer_user: User
) -> None:
    visit = Visit.in_tab_of(new_context(locale="ru"))
    page = visit.page
    sign_in(page.context, employer_user)
    page.goto(reverse("jobs:employer_vacancy_new"))
    page.locator("input[data-suggest]").press_sequentially("сварщк")
    expect(page.get_by_role("button", name="сварщик", exact=True)).to_be_visible()
    assert visit.overflow() == 0
    assert visit.barriers() == []
    assert visit.small_targets() == []
    page.get_by_role("button", name="сварщик", exact=True).click()
    expect(page.locator("input[name=isco][value='7212']")).to_be_visible()
    expect(page.locator("input[data-suggest]")).to_have_value("сварщик")
