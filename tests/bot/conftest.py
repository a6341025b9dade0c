"""A bot that is set up, its Telegram on a socket of this machine, and people in their chats."""

from collections.abc import Callable, Iterator
from itertools import count
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from backend.bot.actions import linking
from backend.bot.models import ChatLink
from reintegration.models import Returnee
from tests.bot.fakes.telegram import SECRET, TelegramFake, pressed, written
from tests.notifications.conftest import no_worker as no_worker

CHAT, OTHER_CHAT = 7001, 7002

Tell = Callable[..., Any]


@pytest.fixture
def telegram(settings: Settings) -> Iterator[TelegramFake]:
    with TelegramFake() as fake:
        settings.SMS_GATEWAYS = settings.SMS_GATEWAYS | {"telegram": fake.account()}
        yield fake


@pytest.fixture
def tell(telegram: TelegramFake, django_capture_on_commit_callbacks: Any) -> Tell:
    """Telegram calls the webhook; the worker answers at once, as after a commit."""

    def call(body: bytes, secret: str = SECRET) -> Any:
        with django_capture_on_commit_callbacks(execute=True):
            return post(body, secret)

    return call


def post(body: bytes, secret: str = SECRET) -> Any:
    """A call of the webhook and no more."""
    return Client().post(
        reverse("bot:updates"),
        body,
        content_type="application/json",
        headers={"X-Telegram-Bot-Api-Secret-Token": secret},
    )


@pytest.fixture
def linked(telegram: TelegramFake, anara: Returnee) -> ChatLink:
    """Anara's chat."""
    return link(anara)


def link(person: Returnee, chat: int = CHAT) -> ChatLink:
    token = linking.offer_link(by=person.user)
    found = linking.link(linking.digest_of(token), chat=chat)
    assert found is not None
    return found


@pytest.fixture
def write(tell: Tell) -> Tell:
    """Somebody writes a word to the bot."""
    numbers = count(1)
    return lambda text, chat=CHAT, **more: tell(written(next(numbers), chat, text, **more))


@pytest.fixture
def press(tell: Tell) -> Tell:
    """Somebody presses a button."""
    numbers = count(1001)
    return lambda data, chat=CHAT: tell(pressed(next(numbers), chat, data))
