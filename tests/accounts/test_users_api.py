"""Accounts as administrators manage them."""

import re

import pytest
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.audit.models import Entry
from tests.conftest import Api

pytestmark = pytest.mark.django_db

USERS, OFFICES = "/api/v1/users/", "/api/v1/offices/"
NEW = {"email": "Aizada@Example.org", "name": "Aizada", "role": "observer", "language": "ru"}


def names(answer: list[dict[str, str]]) -> set[str]:
    return {user["name"] for user in answer}


def test_an_invitation_leads_to_a_password_of_ones_own(
    administrator: User,
    api: Api,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = api(administrator).post(USERS, NEW)
    assert (answer.status_code, answer.json()["email"]) == (201, "aizada@example.org")
    (letter,) = mail.outbox
    assert letter.to == ["aizada@example.org"]
    link = re.search(r"http://testserver(/\S+)", str(letter.body))
    assert link is not None
    browser = Client()
    form = browser.get(link[1])["Location"]
    browser.post(form, {"password1": "дом-у-горы-2026", "password2": "дом-у-горы-2026"})
    user = User.objects.get(email="aizada@example.org")
    assert user.check_password("дом-у-горы-2026")
    login = {"login": user.email, "password": "дом-у-горы-2026"}
    assert browser.post("/accounts/login/", login).status_code == 302
    assert browser.get("/start/")["Location"] == "/accounts/2fa/"
    assert Entry.objects.filter(deed="accounts.user.invited", actor=administrator).exists()


@pytest.mark.parametrize("change", [{"role": "returnee"}, {"role": "employer"}, {"email": "x"}])
def test_what_cannot_be_invited_is_refused(
    administrator: User, api: Api, change: dict[str, str]
) -> None:
    assert api(administrator).post(USERS, NEW | change).status_code == 400


def test_an_address_has_one_account(administrator: User, api: Api) -> None:
    body = NEW | {"email": "Administrator@example.org"}
    answer = api(administrator).post(USERS, body)
    assert answer.json()["errors"][0]["pointer"] == "/email"


@pytest.mark.parametrize("role", ["officer", "supervisor", "protection"])
def test_who_sees_one_office_is_given_one(administrator: User, api: Api, role: str) -> None:
    answer = api(administrator).post(USERS, NEW | {"role": role})
    assert answer.json()["errors"][0]["pointer"] == "/office"


def test_each_sees_the_accounts_of_their_reach(
    administrator: User, supervisor: User, officer: User, osh_officer: User, api: Api
) -> None:
    assert len(names(api(administrator).get(USERS).json()["results"])) == 4
    assert names(api(supervisor).get(USERS).json()["results"]) == {"Supervisor", "Officer"}
    assert names(api(officer).get(USERS).json()["results"]) == {"Officer"}
    assert api(officer).get(f"{USERS}{osh_officer.public_id}/").status_code == 404


@pytest.mark.parametrize("who", ["supervisor", "officer", "observer"])
def test_only_administrators_invite_and_change(
    request: pytest.FixtureRequest, api: Api, who: str
) -> None:
    user = request.getfixturevalue(who)
    assert api(user).post(USERS, NEW).status_code == 403
    own = f"{USERS}{user.public_id}/"
    assert api(user).patch(own, {"is_active": False}).status_code == 403
    assert api(user).post(OFFICES, {"name": "Talas"}).status_code == 403


def test_nobody_changes_the_role_of_their_own_account(administrator: User, api: Api) -> None:
    own = f"{USERS}{administrator.public_id}/"
    assert api(administrator).patch(own, {"is_active": False}).status_code == 403


def test_an_account_is_closed_and_opened(administrator: User, officer: User, api: Api) -> None:
    url = f"{USERS}{officer.public_id}/"
    assert api(administrator).patch(url, {"is_active": False}).json()["is_active"] is False
    assert api(administrator).patch(url, {"is_active": True}).json()["is_active"] is True
    deeds = list(Entry.objects.about(officer).values_list("deed", flat=True))
    assert deeds == ["accounts.user.disabled", "accounts.user.enabled"]


def test_an_officer_moves_to_another_office(
    administrator: User, officer: User, osh_office: Office, api: Api
) -> None:
    answer = api(administrator).patch(
        f"{USERS}{officer.public_id}/", {"office": str(osh_office.public_id)}
    )
    assert answer.json()["office"] == str(osh_office.public_id)


def test_a_phone_account_never_becomes_staff(administrator: User, api: Api) -> None:
    user = User.objects.create_user(phone="+996700555001", role=Role.RETURNEE)
    answer = api(administrator).patch(f"{USERS}{user.public_id}/", {"role": "observer"})
    assert answer.status_code == 400


@pytest.mark.parametrize("field", ["is_superuser", "password", "phone", "session_seed", "groups"])
def test_fields_that_are_not_offered_are_refused(
    administrator: User, officer: User, api: Api, field: str
) -> None:
    answer = api(administrator).patch(f"{USERS}{officer.public_id}/", {field: True})
    assert answer.status_code == 400
    officer.refresh_from_db()
    assert not officer.is_superuser


def test_accounts_are_found_by_role_and_office(
    administrator: User, officer: User, osh_officer: User, api: Api
) -> None:
    url = f"{USERS}?role=officer&office={osh_officer.office.public_id}"
    assert names(api(administrator).get(url).json()["results"]) == {"Osh_Officer"}


def test_an_office_is_opened_once(administrator: User, api: Api) -> None:
    assert api(administrator).post(OFFICES, {"name": "Talas"}).status_code == 201
    assert api(administrator).post(OFFICES, {"name": "Talas"}).status_code == 400
    assert api(administrator).get(OFFICES).json()["results"][0]["name"] == "Talas"
