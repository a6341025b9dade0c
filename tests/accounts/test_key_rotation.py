"""SECRET_KEY changes, and SECRET_KEY_FALLBACKS keeps what the old one sealed."""

import secrets
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django import Settings

from backend.accounts.demo_sign_ins import DEMO_PASSWORD, code_of, give_known_authenticator
from backend.accounts.models import User
from backend.notifications.models import Message
from backend.settings.environment import former_secret_keys
from tests.accounts.conftest import CODE, ask

pytestmark = pytest.mark.django_db


@pytest.fixture
def rotate(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Starts the service anew with another key, as docs/environment.md says."""
    settings.SECRET_KEY = secrets.token_urlsafe(64)

    def anew() -> None:
        monkeypatch.setenv("SECRET_KEY_FALLBACKS", settings.SECRET_KEY)
        settings.SECRET_KEY_FALLBACKS = former_secret_keys()
        settings.SECRET_KEY = secrets.token_urlsafe(64)

    return anew


def test_a_second_factor_and_a_session_survive(
    rotate: Callable[[], None], officer: User, browser_of: Callable[[User], Client]
) -> None:
    browser = browser_of(officer)
    rotate()
    assert browser.get("/api/v1/me/").status_code == 200
    assert Authenticator.objects.get(user=officer).wrap().validate_code(code_of(officer))


def test_who_signs_in_gives_the_code_of_an_old_secret(
    rotate: Callable[[], None], account: Callable[..., User], client: Client
) -> None:
    user = account()
    give_known_authenticator(user)
    rotate()
    client.post("/accounts/login/", {"login": user.email, "password": DEMO_PASSWORD})
    client.post("/accounts/2fa/authenticate/", {"code": code_of(user)})
    assert client.get("/api/v1/me/").status_code == 200


def test_a_sealed_message_opens(rotate: Callable[[], None]) -> None:
    ask()
    message = Message.objects.get()
    rotate()
    assert CODE.search(message.text)
