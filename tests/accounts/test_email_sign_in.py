"""E-mail and password: never enough without the second factor, by whatever door."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.demo_sign_ins import DEMO_PASSWORD, code_of, give_known_authenticator
from backend.accounts.models import User
from backend.accounts.states import Role

pytestmark = pytest.mark.django_db

LOGIN, FACTOR, SETUP = "/accounts/login/", "/accounts/2fa/authenticate/", "/accounts/2fa/"

Account = Callable[..., User]


def sign_in(browser: Client, user: User, password: str = DEMO_PASSWORD, target: str = "") -> Any:
    return browser.post(LOGIN, {"login": user.email, "password": password, "next": target})


def is_in(browser: Client) -> bool:
    return "_auth_user_id" in browser.session


def test_password_and_code_sign_in(account: Account, client: Client) -> None:
    user = account()
    give_known_authenticator(user)
    assert sign_in(client, user, target="/help/")["Location"] == FACTOR
    assert not is_in(client)
    assert client.post(FACTOR, {"code": code_of(user)})["Location"] == "/help/"
    assert is_in(client)


def test_the_password_alone_opens_nothing(account: Account, client: Client) -> None:
    user = account(Role.ADMINISTRATOR)
    give_known_authenticator(user)
    sign_in(client, user)
    assert client.get("/admin/").status_code == 302
    assert client.get("/api/v1/users/").status_code == 401


def test_a_code_of_the_app_works_once(account: Account, client: Client) -> None:
    user = account()
    give_known_authenticator(user)
    code = code_of(user)
    sign_in(client, user)
    client.post(FACTOR, {"code": code})
    second = Client()
    sign_in(second, user)
    second.post(FACTOR, {"code": code})
    assert not is_in(second)


@pytest.mark.parametrize("role", [Role.OBSERVER, Role.ADMINISTRATOR, Role.EMPLOYER, Role.TRAINER])
def test_without_a_second_factor_one_is_led_to_set_it_up(
    account: Account, client: Client, role: Role
) -> None:
    user = account(role)
    sign_in(client, user)
    assert client.get("/start/")["Location"] == SETUP
    assert client.get("/admin/")["Location"] == SETUP
    for path in (SETUP, "/accounts/2fa/totp/activate/", "/help/"):
        assert client.get(path).status_code == 200, path


def test_the_api_says_that_a_second_factor_is_missing(account: Account, client: Client) -> None:
    sign_in(client, account())
    answer = client.get("/api/v1/users/")
    assert (answer.status_code, answer.json()["code"]) == (403, "mfa_required")
    assert client.get("/api/v1/me/").status_code == 200
    assert client.post("/api/v1/auth/sign-out/").status_code == 204


def test_recovery_codes_alone_are_no_second_factor(account: Account, client: Client) -> None:
    user = account()
    Authenticator.objects.create(user=user, type="recovery_codes", data={"seed": "x"})
    client.force_login(user)
    assert client.get("/start/")["Location"] == SETUP


def test_the_admins_own_login_is_closed(account: Account, client: Client) -> None:
    user = account(Role.ADMINISTRATOR)
    User.objects.filter(pk=user.pk).update(is_superuser=True)
    client.post("/admin/login/", {"username": user.email, "password": DEMO_PASSWORD})
    assert not is_in(client)
    answer = client.get("/admin/", follow=True)
    assert answer.request["PATH_INFO"] == LOGIN


def test_only_administrators_enter_the_admin(
    account: Account, client: Client, browser_of: Callable[[User], Client]
) -> None:
    assert browser_of(account(Role.ADMINISTRATOR)).get("/admin/").status_code == 200
    stranger = account(Role.OBSERVER, "other@example.org")
    answer = browser_of(stranger).get("/admin/", follow=True)
    assert answer.status_code == 403


def test_nobody_signs_up_on_allauths_page(client: Client) -> None:
    client.post("/accounts/signup/", {"email": "x@example.org", "password1": DEMO_PASSWORD})
    assert not User.objects.exists()


def test_a_returnee_cannot_open_a_second_way_in(client: Client) -> None:
    user = User.objects.create_user(phone="+996700555001", role=Role.RETURNEE)
    client.force_login(user)
    for path in ("/accounts/password/set/", "/accounts/email/", SETUP):
        assert client.get(path).status_code == 302, path
        client.post(path, {"email": "x@example.org", "action_add": "", "password1": DEMO_PASSWORD})
    user.refresh_from_db()
    assert not EmailAddress.objects.exists()
    assert not user.has_usable_password()


def test_an_account_with_an_unproven_address_stays_outside(
    account: Account, client: Client
) -> None:
    user = account(Role.EMPLOYER)
    EmailAddress.objects.update(verified=False)
    assert "confirm-email" in sign_in(client, user)["Location"]
    assert not is_in(client)


def test_a_closed_account_does_not_sign_in(account: Account, client: Client) -> None:
    user = account()
    User.objects.filter(pk=user.pk).update(is_active=False)
    sign_in(client, user)
    assert not is_in(client)


def test_the_last_factor_cannot_be_removed(account: Account, client: Client) -> None:
    user = account()
    give_known_authenticator(user)
    sign_in(client, user)
    client.post(FACTOR, {"code": code_of(user)})
    client.post("/accounts/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_an_old_session_gives_the_password_again_before_a_factor_is_set_up(
    account: Account, client: Client
) -> None:
    sign_in(client, account())
    session = client.session
    session["account_authentication_methods"][0]["at"] -= 600
    session.save()
    answer = client.get("/accounts/2fa/totp/activate/")
    assert answer["Location"].startswith("/accounts/reauthenticate/")


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_takes_its_code(account: Account, client: Client) -> None:
    user = account()
    sign_in(client, user)
    secret = client.get("/accounts/2fa/totp/activate/").context["form"].secret
    code = format_hotp_value(hotp_value(secret, int(time.time()) // 30))
    client.post("/accounts/2fa/totp/activate/", {"code": code})
    assert client.get("/start/")["Location"] != SETUP
    assert "activated" in mail.outbox[0].subject.lower()


def test_the_secret_of_the_app_is_sealed_in_the_database(account: Account) -> None:
    user = account()
    give_known_authenticator(user)
    kept = Authenticator.objects.get(user=user).data["secret"]
    assert kept.startswith("gAAAA")  # Fernet


def test_five_wrong_passwords_hold_the_account_for_a_while(
    account: Account, client: Client
) -> None:
    user = account()
    for _guess in range(5):
        sign_in(client, user, "wrong")
    assert "Too many" in sign_in(client, user).text


def test_a_desk_of_forty_people_signs_in_within_a_minute(account: Account) -> None:
    for person in range(40):
        user = account(email=f"person{person}@example.org")
        browser = Client()
        sign_in(browser, user)
        assert is_in(browser), person


def test_a_forgotten_password_is_replaced_by_mail_and_signs_nobody_in(
    account: Account,
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    user = account()
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": user.email})
    link = next(word for word in mail.outbox[0].body.split() if "/password/reset/key/" in word)
    form = client.get(link.removeprefix("http://testserver"))["Location"]
    client.post(form, {"password1": "новый-пароль-дома", "password2": "новый-пароль-дома"})
    user.refresh_from_db()
    assert user.check_password("новый-пароль-дома")
    assert not is_in(client)


def test_known_and_unknown_addresses_are_answered_alike(account: Account) -> None:
    account(email="known@example.org")
    seen = set()
    for email in ("known@example.org", "unknown@example.org"):
        answer = Client().post("/accounts/password/reset/", {"email": email})
        seen.add((answer.status_code, answer["Location"]))
    assert len(seen) == 1
