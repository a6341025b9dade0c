"""A second factor is asked of the session, not only of the account."""

from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.test import Client
from django.utils import timezone

from backend.accounts.demo_sign_ins import DEMO_PASSWORD, STEP, give_known_authenticator
from backend.accounts.models import User
from backend.accounts.states import Role

ACTIVATE = "/accounts/2fa/totp/activate/"

Account = Callable[..., User]


def with_password(user: User) -> Client:
    browser = Client()
    browser.post("/accounts/login/", {"login": user.email, "password": DEMO_PASSWORD})
    return browser


def enrol(browser: Client) -> None:
    secret = browser.get(ACTIVATE).context["form"].secret
    now = int(timezone.now().timestamp())
    browser.post(ACTIVATE, {"code": format_hotp_value(hotp_value(secret, now // STEP))})


@pytest.mark.django_db(transaction=True)
def test_a_thief_with_the_password_gains_nothing_when_the_owner_sets_up_a_factor(
    account: Account,
) -> None:
    user = account(Role.ADMINISTRATOR)
    thief, owner = with_password(user), with_password(user)
    enrol(owner)
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert owner.get("/api/v1/users/").status_code == 200
    assert thief.get("/api/v1/users/").status_code == 401
    assert "_auth_user_id" not in thief.session


@pytest.mark.django_db
def test_a_session_of_the_password_alone_ends_where_the_account_has_a_factor(
    account: Account,
) -> None:
    user = account(Role.ADMINISTRATOR)
    thief, other_thief = with_password(user), with_password(user)
    give_known_authenticator(user)
    answer = thief.get("/api/v1/users/")
    assert (answer.status_code, answer.json()["code"]) == (403, "mfa_required")
    assert other_thief.get("/accounts/2fa/webauthn/add/")["Location"] == "/accounts/login/"
    for browser in (thief, other_thief):
        assert "_auth_user_id" not in browser.session
