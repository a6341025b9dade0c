"""Signing in on the phone's browser."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from backend.accounts.landing import landing_url
from backend.accounts.models import Office, SignInCode, User
from backend.accounts.states import Role
from backend.audit.models import Entry
from tests.accounts.conftest import PHONE, last_code, other_than

pytestmark = pytest.mark.django_db

NUMBER, CODE = "/sign-in/", "/sign-in/code/"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"accept-language": "en"})


def ask(browser: Client, number: str = "0700 555 001", target: str = "") -> Any:
    return browser.post(f"{NUMBER}?next={target}", {"phone": number})


def test_number_code_and_in(browser: Client) -> None:
    assert ask(browser)["Location"] == CODE
    answer = browser.post(CODE, {"code": last_code()})
    assert answer.status_code == 302
    assert User.objects.get().phone == PHONE
    assert browser.session["_auth_user_id"] == str(User.objects.get().pk)
    assert Entry.objects.filter(deed="accounts.user.signed_in").count() == 1


def test_the_box_for_the_code_fills_itself_and_shows_no_whole_number(browser: Client) -> None:
    ask(browser)
    page = browser.get(CODE).text
    assert 'autocomplete="one-time-code"' in page
    assert 'inputmode="numeric"' in page
    assert "+996 ••• 01" in page
    assert "700555001" not in page.replace(" ", "")


def test_a_number_is_kept_as_it_was_typed_when_it_is_wrong(browser: Client) -> None:
    page = ask(browser, "0700 55").content.decode()
    assert "Check the number" in page
    assert 'value="0700 55"' in page


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("123", "Some are missing"),
        ("1234567", "too many"),
    ],
)
def test_a_code_of_another_length_says_so(browser: Client, typed: str, said: str) -> None:
    ask(browser)
    assert said in browser.post(CODE, {"code": typed}).text


def test_wrong_expired_and_used_up_each_say_their_own(browser: Client) -> None:
    ask(browser)
    wrong = other_than(last_code())
    answers = [browser.post(CODE, {"code": wrong}).text for _guess in range(5)]
    assert all("This code is not right" in page for page in answers[:4])
    assert "Too many wrong codes" in answers[4]
    browser.post("/sign-in/code/again/")
    SignInCode.objects.update(expires_at="2026-01-01T00:00Z")
    assert "This code has expired" in browser.post(CODE, {"code": wrong}).text


def test_a_new_code_is_sent_to_the_same_number_and_both_work(browser: Client) -> None:
    ask(browser)
    first = last_code()
    assert "We have sent a new code" in browser.post("/sign-in/code/again/", follow=True).text
    assert SignInCode.objects.filter(phone=PHONE).count() == 2
    browser.post(CODE, {"code": first})
    assert User.objects.count() == 1


def test_the_code_page_without_a_request_leads_to_the_number(browser: Client) -> None:
    assert browser.get(CODE)["Location"] == NUMBER
    assert browser.post("/sign-in/code/again/")["Location"] == NUMBER


@pytest.mark.parametrize("target", ["/help/", "/start/"])
def test_signing_in_returns_to_the_page_it_was_asked_on(browser: Client, target: str) -> None:
    ask(browser, target=target)
    assert browser.post(CODE, {"code": last_code()})["Location"] == target


@pytest.mark.parametrize("target", ["https://evil.example/", "//evil.example", "javascript:1"])
def test_signing_in_never_leads_to_a_foreign_page(browser: Client, target: str) -> None:
    ask(browser, target=target)
    there = browser.post(CODE, {"code": last_code()})["Location"]
    assert there == landing_url(User.objects.get())


@pytest.mark.parametrize("path", ["/admin/", "/staff/", "/employer/", "/trainer/"])
def test_who_was_on_the_way_to_a_staff_page_signs_in_by_email(browser: Client, path: str) -> None:
    answer = browser.get(NUMBER, {"next": path})
    assert answer["Location"].startswith("/accounts/login/?next=")


def test_signing_out_leaves_nothing_in_the_browser(browser: Client) -> None:
    ask(browser)
    browser.post(CODE, {"code": last_code()})
    answer = browser.post("/sign-out/")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert "_auth_user_id" not in browser.session
    assert browser.get("/start/")["Location"].startswith(NUMBER)


def test_signing_out_needs_the_form_of_our_own_page() -> None:
    strict = Client(enforce_csrf_checks=True)
    assert strict.get("/sign-out/").status_code == 405
    assert strict.post("/sign-out/").status_code == 403


def test_a_signed_in_person_is_not_asked_again(browser: Client) -> None:
    ask(browser)
    browser.post(CODE, {"code": last_code()})
    assert browser.get(NUMBER).status_code == 302


@pytest.mark.parametrize("role", Role)
def test_every_role_has_a_start_page_it_may_open(
    role: Role, bishkek_office: Office, browser_of: Callable[[User], Client]
) -> None:
    phone, email = ("+996700555001", None) if role == Role.RETURNEE else (None, "a@example.org")
    user = User.objects.create(role=role, phone=phone, email=email, office=bishkek_office)
    assert landing_url(user) != "/"
    assert browser_of(user).get("/start/", follow=True).status_code == 200
