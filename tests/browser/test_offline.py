"""Without a network: nothing that was written is lost, and nothing personal is kept."""

import pytest
from playwright.sync_api import Page, Route, expect

from reintegration.models import BusinessPlan, Returnee
from tests.browser.chromium import Visit
from tests.browser.conftest import SignIn

pytestmark = pytest.mark.django_db(transaction=True)

KEPT = """
async () => {
  const urls = [];
  for (const name of await caches.keys()) {
    const kept = await (await caches.open(name)).keys();
    urls.push(...kept.map((request) => new URL(request.url).pathname));
  }
  return urls.filter((url) => !url.startsWith("/static/"));
}
"""
READY = "async () => Boolean((await navigator.serviceWorker.ready).active)"


@pytest.fixture
def plan(phone: Visit, anara: Returnee, sign_in: SignIn) -> Page:
    """Anara has written a plan for a bakery and is about to save it."""
    sign_in(phone.page.context, anara.user)
    page = phone.page
    page.goto("/business/")
    page.get_by_role("link", name="Write a plan").click()
    write(page)
    return page


def write(page: Page) -> None:
    page.get_by_label("What will your business do?").fill("A small bakery")
    page.get_by_label("Who will buy").fill("The neighbours")
    page.get_by_label("Where?").select_option("Bishkek")
    page.get_by_label("What does it cost to start?").fill("30000")


def test_a_form_waits_for_the_network_and_is_then_sent_by_itself(plan: Page) -> None:
    plan.context.set_offline(True)
    plan.get_by_role("button", name="Save").click()
    expect(plan.get_by_role("status").filter(has_text="No connection")).to_be_visible()
    assert plan.get_by_label("Who will buy").input_value() == "The neighbours"
    plan.context.set_offline(False)
    expect(plan.get_by_text("Saved. Read it once more")).to_be_visible()
    assert BusinessPlan.objects.count() == 1


def test_a_form_whose_answer_was_lost_is_sent_again_and_makes_one_thing(plan: Page) -> None:
    answers: list[int] = []

    def lose_the_first(route: Route) -> None:
        if answers:
            route.continue_()
        else:
            answers.append(route.fetch(max_redirects=0).status)
            route.abort()

    plan.route("**/business/new/", lose_the_first)
    plan.get_by_role("button", name="Save").click()
    expect(plan.get_by_role("status").filter(has_text="No connection")).to_be_visible()
    plan.evaluate("window.dispatchEvent(new Event('online'))")
    expect(plan.get_by_role("heading", name="My business")).to_be_visible()
    assert answers == [204]
    assert BusinessPlan.objects.count() == 1


def test_what_was_written_is_there_again_after_the_tab_was_loaded_anew(plan: Page) -> None:
    plan.context.set_offline(True)
    plan.get_by_role("button", name="Save").click()
    expect(plan.get_by_role("status").filter(has_text="No connection")).to_be_visible()
    plan.get_by_label("Who will buy").press_sequentially("!")  # else it would go by itself
    plan.context.set_offline(False)
    plan.reload()
    expect(plan.get_by_text("What you wrote before is here again.")).to_be_visible()
    assert plan.get_by_label("Who will buy").input_value() == "The neighbours"


def test_a_mistake_is_shown_without_loading_another_page(phone: Visit, plan: Page) -> None:
    plan.get_by_label("What will your business do?").fill("")
    plan.get_by_role("button", name="Save").click()
    expect(plan.locator(".error-summary")).to_be_focused()
    assert plan.title().startswith("Error")
    assert phone.barriers() == []


def test_without_a_network_a_page_says_so_and_nothing_personal_is_kept(
    phone: Visit, anara: Returnee, sign_in: SignIn
) -> None:
    page = phone.page
    sign_in(page.context, anara.user)
    page.goto("/home/")
    page.get_by_role("link", name="Courses").first.click()
    assert page.evaluate(READY)
    assert page.evaluate(KEPT) == ["/offline/"]
    page.context.set_offline(True)
    page.goto("/me/")
    expect(page.get_by_role("heading", name="No connection")).to_be_visible()
    assert phone.barriers() == []
    page.context.set_offline(False)
    page.get_by_role("link", name="Try again").click()
    expect(page).to_have_title("My data – Homeward")


def test_signing_out_forgets_what_was_not_sent(plan: Page) -> None:
    plan.context.set_offline(True)
    plan.get_by_role("button", name="Save").click()
    expect(plan.get_by_role("status").filter(has_text="No connection")).to_be_visible()
    plan.get_by_label("Who will buy").press_sequentially("!")  # else it would go by itself
    plan.context.set_offline(False)
    plan.goto("/me/")
    plan.get_by_role("button", name="Sign out").click()
    plan.wait_for_url("**/")
    assert plan.evaluate("sessionStorage.length") == 0
