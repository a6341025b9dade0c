"""A form that makes something new makes it once."""

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from backend.accounts.models import User
from backend.api.models import KeptResponse
from reintegration.models import BusinessPlan, Returnee

pytestmark = pytest.mark.django_db

BrowserOf = Callable[[User], Client]


def own(returnee: Returnee) -> User:
    assert returnee.user is not None
    return returnee.user


PLAN = {"title": "Bakery", "description": "Neighbours", "place": "", "start_cost": "1000"}


@pytest.fixture
def browser(browser_of: BrowserOf, anara: Returnee) -> Client:
    return browser_of(own(anara))


@pytest.fixture
def plan(anara: Returnee) -> dict[str, str]:
    return PLAN | {"once": str(uuid4()), "place": str(anara.home_place_id)}


def test_a_form_sent_twice_makes_one_thing_and_leads_to_the_same_place(
    browser: Client, plan: dict[str, str]
) -> None:
    first, second = (browser.post("/business/new/", plan) for _ in range(2))
    assert first.headers["Location"] == second.headers["Location"] == "/business/"
    assert BusinessPlan.objects.count() == 1


def test_what_was_refused_may_be_sent_again_with_the_same_key(
    browser: Client, plan: dict[str, str]
) -> None:
    assert browser.post("/business/new/", plan | {"title": ""}).status_code == 200
    assert browser.post("/business/new/", plan).status_code == 302
    assert BusinessPlan.objects.get().title == "Bakery"


def test_what_was_changed_after_it_was_saved_is_not_lost_in_silence(
    browser: Client, plan: dict[str, str]
) -> None:
    browser.post("/business/new/", plan)
    page = browser.post("/business/new/", plan | {"title": "Mill"}, follow=True)
    assert "already saved" in page.content.decode()
    assert BusinessPlan.objects.get().title == "Bakery"


@pytest.mark.parametrize("key", ["", "7", "x" * 300])
def test_a_key_that_is_not_ours_is_none(browser: Client, plan: dict[str, str], key: str) -> None:
    browser.post("/business/new/", plan | {"once": key})
    assert BusinessPlan.objects.count() == 1
    assert not KeptResponse.objects.exists()


def test_another_persons_key_is_another_key(
    browser: Client, plan: dict[str, str], browser_of: BrowserOf, bakyt: Returnee
) -> None:
    browser.post("/business/new/", plan)
    browser_of(own(bakyt)).post("/business/new/", plan)
    assert BusinessPlan.objects.count() == 2


def test_a_redirect_after_a_form_sent_by_script_is_an_address_for_it(
    browser: Client, plan: dict[str, str]
) -> None:
    answer = browser.post("/business/new/", plan, headers={"X-Sent-By": "script"})
    assert (answer.status_code, answer.headers["X-Go-To"]) == (204, "/business/")
    assert not answer.has_header("Location")
