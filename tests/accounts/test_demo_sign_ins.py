"""The demo's authenticator works for a newcomer, and nowhere else."""

import pytest
from django.test import Client
from pytest_django import Settings

from backend.accounts.demo_sign_ins import (
    DEMO_PASSWORD,
    give_known_authenticator,
    open_demo_account,
)
from backend.accounts.models import User
from backend.accounts.states import Role

pytestmark = pytest.mark.django_db

PAGE = "/dev/authenticator/"


def test_a_newcomer_signs_in_with_what_the_page_shows(client: Client) -> None:
    user = open_demo_account(email="demo@example.org", name="Demo", role=Role.ADMINISTRATOR)
    shown = client.get(PAGE)
    assert DEMO_PASSWORD in shown.text
    (sign_in,) = shown.context["sign_ins"]
    client.post("/accounts/login/", {"login": user.email, "password": DEMO_PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": sign_in.code})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_demo_account_is_made_once() -> None:
    first = open_demo_account(email="demo@example.org", name="Demo", role=Role.OBSERVER)
    assert open_demo_account(email="demo@example.org", name="Other", role=Role.OBSERVER) == first


def test_an_account_with_a_factor_of_its_own_is_not_shown(client: Client, observer: User) -> None:
    observer.authenticator_set.create(type="totp", data={"secret": ""})  # type: ignore[attr-defined]
    give_known_authenticator(observer)
    kept = observer.authenticator_set.get()  # type: ignore[attr-defined]
    assert kept.data == {"secret": ""}


def test_production_has_no_such_page_and_no_such_accounts(
    settings: Settings, client: Client, observer: User
) -> None:
    settings.SANDBOX_PHONES = False
    assert client.get(PAGE).status_code == 404
    with pytest.raises(RuntimeError):
        give_known_authenticator(observer)
    with pytest.raises(RuntimeError):
        open_demo_account(email="demo@example.org", name="Demo", role=Role.OBSERVER)
