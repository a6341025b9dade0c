"""`manage.py check --deploy` on accounts at gateways."""

import pytest
from pytest_django import Settings

from backend.notifications.gateways.checks import check_accounts
from tests.notifications.gateways.conftest import Provider, every_one, set_up
from tests.notifications.gateways.fakes.server import PASSWORD


def ids() -> list[str | None]:
    return [error.id for error in check_accounts(None)]


def test_only_gateways_with_a_route_need_an_account(settings: Settings) -> None:
    settings.SMS_ROUTES = {"": "sandbox"}
    assert ids() == []
    settings.SMS_ROUTES = {"+996": ["nikita", "smsc"], "": "sandbox"}
    named = " ".join(error.msg for error in check_accounts(None))
    assert "NIKITA_PASSWORD is not set" in named
    assert "SMSC_API_KEY is not set" in named
    assert "ESKIZ" not in named
    assert set(ids()) == {"notifications.E002"}


@every_one
def test_a_full_account_passes_and_no_value_is_shown(
    provider: Provider, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": provider.fake.name}
    assert ids() == []
    set_up(settings, provider.fake, url=f"http://example.org/{PASSWORD}")
    assert ids() == ["notifications.E003"]
    assert PASSWORD not in check_accounts(None)[0].msg


@pytest.mark.parametrize("provider", ["nikita"], indirect=True)
def test_a_short_secret_in_an_address_is_refused(provider: Provider, settings: Settings) -> None:
    settings.SMS_ROUTES = {"": "nikita"}
    set_up(settings, provider.fake, callback_secret="short")
    assert ids() == ["notifications.E004"]


@pytest.mark.parametrize(
    ("provider", "either", "other"),
    [("oson", "token", "hash"), ("smsc", "api_key", "login")],
    indirect=["provider"],
)
def test_one_of_two_ways_to_sign_in_is_enough(
    provider: Provider, settings: Settings, either: str, other: str
) -> None:
    settings.SMS_ROUTES = {"": provider.fake.name}
    set_up(settings, provider.fake, **{either: ""})
    assert ids() == ["notifications.E002"]
    set_up(settings, provider.fake, **{either: "", other: "x", "password": "x"})
    assert ids() == []
