"""Every adapter against a server that speaks its provider's language."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from pytest_django import Settings

from backend.notifications.gateways import adapter
from backend.notifications.gateways.base import Sms
from backend.notifications.gateways.providers import PROVIDERS
from tests.notifications.conftest import PHONE
from tests.notifications.gateways.fakes.eskiz import EskizFake
from tests.notifications.gateways.fakes.infobip import InfobipFake
from tests.notifications.gateways.fakes.mobizon import MobizonFake
from tests.notifications.gateways.fakes.nikita import NikitaFake
from tests.notifications.gateways.fakes.oson import OsonFake
from tests.notifications.gateways.fakes.playmobile import PlayMobileFake
from tests.notifications.gateways.fakes.server import Fake
from tests.notifications.gateways.fakes.smsc import SmscFake
from tests.notifications.gateways.fakes.twilio import TwilioFake

FAKES = (
    NikitaFake,
    EskizFake,
    PlayMobileFake,
    MobizonFake,
    OsonFake,
    SmscFake,
    TwilioFake,
    InfobipFake,
)
# All three alphabets, and every character that some wire format escapes.
TEXT = 'Саламатсызбы! Oʻzbek & <b> 100% + "қ" 😀\n@mig.example #482913'
KEY = "k3y0fattempt"


@dataclass(frozen=True, slots=True)
class Provider:
    """An adapter and the fake that it is set up to call."""

    gateway: Any
    fake: Any


def sms(key: str = KEY, text: str = TEXT) -> Sms:
    return Sms(key, PHONE, text)


def those(is_meant: Callable[[Any], bool]) -> pytest.MarkDecorator:
    """Run the test for the providers whose adapter is meant."""
    names = [one.name for one in PROVIDERS if is_meant(one)]
    return pytest.mark.parametrize("provider", names, indirect=True)


every_one = those(lambda gateway: True)


@pytest.fixture
def provider(request: pytest.FixtureRequest, settings: Settings) -> Iterator[Provider]:
    """The provider of that name, at its desk."""
    fake_of = {fake.name: fake for fake in FAKES}
    gateway = next(one for one in PROVIDERS if one.name == request.param)
    with fake_of[request.param]() as fake:
        set_up(settings, fake)
        yield Provider(gateway, fake)


@pytest.fixture
def in_a_hurry(monkeypatch: pytest.MonkeyPatch) -> float:
    """A call has this many seconds."""
    monkeypatch.setattr(adapter, "CALL_SECONDS", 0.4)
    return 0.4


def set_up(settings: Settings, fake: Fake, **changes: str) -> None:
    account = fake.account() | changes
    settings.SMS_GATEWAYS = settings.SMS_GATEWAYS | {fake.name: account}
