"""Signing in through the API: session, refusals, and nothing to be learnt from either."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from rest_framework.test import APIClient

from backend.accounts.models import SignInCode, User
from backend.accounts.states import Role
from tests.accounts.conftest import PHONE, last_code, other_than

ASK, ENTER, ME = "/api/v1/auth/code/", "/api/v1/auth/code/verify/", "/api/v1/me/"

pytestmark = pytest.mark.django_db


@pytest.fixture
def phone() -> APIClient:
    """A returnee's phone, with CSRF checks on as for any browser."""
    return APIClient(enforce_csrf_checks=True)


def ask(phone: APIClient, number: str = "0700 555 001", **more: Any) -> Any:
    return phone.post(ASK, {"phone": number, "language": "ky", **more})


def entered(asked: Any, code: str | None = None, **more: Any) -> dict[str, Any]:
    kept = {name: asked.json()[name] for name in ("request", "request_secret")}
    return {**kept, "code": code or last_code(), **more}


def test_a_code_signs_in_and_shows_who_one_is(phone: APIClient) -> None:
    asked = ask(phone)
    assert asked.status_code == 202
    assert asked.json()["phone"] == "+996 ••• 01"
    answer = phone.post(ENTER, entered(asked))
    assert answer.status_code == 200
    assert answer.json()["role"] == "returnee"
    assert phone.get(ME).json() == answer.json()


def test_signing_in_makes_a_new_session(phone: APIClient) -> None:
    phone.get("/sign-in/")
    before = phone.session
    before["planted"] = "by a stranger"
    before.save()
    phone.cookies["session"] = str(before.session_key)
    phone.post(ENTER, entered(ask(phone)))
    assert phone.cookies["session"].value != before.session_key
    assert not before.exists(str(before.session_key))


def test_a_wrong_code_is_a_problem_with_a_code_of_its_own(phone: APIClient) -> None:
    asked = ask(phone)
    answer = phone.post(ENTER, entered(asked, other_than(last_code())))
    assert (answer.status_code, answer.json()["code"]) == (400, "wrong_code")
    assert answer["Content-Type"] == "application/problem+json"
    assert phone.get(ME).status_code == 401


@pytest.mark.django_db(transaction=True)
def test_guesses_stay_counted_although_their_requests_are_refused(phone: APIClient) -> None:
    asked = ask(phone)
    right = last_code()
    codes = [phone.post(ENTER, entered(asked, other_than(right))).json()["code"] for _ in range(5)]
    assert codes == ["wrong_code"] * 4 + ["guesses_used_up"]
    assert SignInCode.objects.get().attempts == 5
    assert phone.post(ENTER, entered(asked, right)).status_code == 429


def test_a_second_code_keeps_the_secret(phone: APIClient) -> None:
    first = ask(phone)
    second = ask(phone, request_secret=first.json()["request_secret"])
    assert second.json()["request_secret"] == first.json()["request_secret"]
    assert second.json()["request"] != first.json()["request"]


def test_too_many_codes_say_when_to_come_back(phone: APIClient) -> None:
    answers = [ask(phone) for _code in range(4)]
    assert [answer.status_code for answer in answers] == [202, 202, 202, 429]
    assert answers[3].json()["code"] == "too_many_codes"
    assert 0 < int(answers[3]["Retry-After"]) <= 600


def test_known_unknown_and_closed_numbers_look_the_same(phone: APIClient) -> None:
    User.objects.create(phone="+996700555001", role=Role.RETURNEE)
    User.objects.create(phone="+996700555002", role=Role.RETURNEE, is_active=False)
    ask(phone, "0700 555 009")  # the first request of a process also warms caches
    seen = set()
    for number in ("0700 555 001", "0700 555 002", "0700 555 003"):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = ask(phone, number)
        body = {**answer.json(), "request": "", "request_secret": "", "phone": ""}
        seen.add((answer.status_code, str(body), str(sorted(answer.headers)), len(queries)))
    assert len(seen) == 1


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"phone": None},
        {"phone": []},
        {"phone": "12"},
        {"phone": "0700 555 001", "language": "xx"},
        {"phone": "0700 555 001", "colour": "red"},
        {"phone": "\x00"},
    ],
)
def test_a_malformed_request_is_400_and_sends_nothing(phone: APIClient, body: Any) -> None:
    answer = phone.post(ASK, body)
    assert answer.status_code == 400
    assert answer.json()["code"] in {"invalid", "parse_error"}
    assert not SignInCode.objects.exists()


def test_a_form_of_a_foreign_page_is_not_read(phone: APIClient) -> None:
    answer = phone.post(ASK, "phone=0700555001", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 415


def test_a_session_writes_only_with_the_csrf_token(phone: APIClient) -> None:
    phone.post(ENTER, entered(ask(phone)))
    assert phone.patch(ME, {"name": "Nurlan"}).status_code == 403
    token = phone.cookies["csrf"].value
    answer = phone.patch(ME, {"name": "Nurlan"}, headers={"X-CSRFToken": token})
    assert answer.json()["name"] == "Nurlan"


def test_signing_out_ends_the_session_on_the_server(phone: APIClient) -> None:
    phone.post(ENTER, entered(ask(phone)))
    kept = str(phone.session.session_key)
    token = phone.cookies["csrf"].value
    assert phone.post("/api/v1/auth/sign-out/", headers={"X-CSRFToken": token}).status_code == 204
    assert phone.get(ME).status_code == 401
    assert not phone.session.exists(kept)


def test_a_closed_account_is_told_so_only_with_the_right_code(phone: APIClient) -> None:
    User.objects.create(phone=PHONE, role=Role.RETURNEE, is_active=False)
    answer = phone.post(ENTER, entered(ask(phone)))
    assert (answer.status_code, answer.json()["code"]) == (403, "account_closed")


def test_a_returnee_changes_language_and_nothing_else(phone: APIClient) -> None:
    phone.post(ENTER, entered(ask(phone)))
    headers = {"X-CSRFToken": phone.cookies["csrf"].value}
    assert phone.patch(ME, {"language": "uz"}, headers=headers).json()["language"] == "uz"
    for field, value in {"role": "administrator", "is_active": False, "phone": "+1"}.items():
        assert phone.patch(ME, {field: value}, headers=headers).status_code == 400
