"""A bot is set up by three settings and one command."""

import re

import pytest
from django.conf import settings as house
from django.core.management import CommandError, call_command
from django.utils import timezone
from django.utils.translation import override
from pytest_django import Settings

from backend.bot.checks import check_bot
from backend.bot.conversation import own
from backend.bot.conversation.help import help_for
from backend.bot.conversation.person import Person
from backend.bot.models import ChatLink
from backend.bot.reading import Heard
from backend.notifications.checks import check_routes
from backend.notifications.overview import gateways
from reintegration.models import Returnee
from tests.bot.conftest import CHAT
from tests.bot.fakes.telegram import SECRET, TelegramFake

LANGUAGES = [code for code, _ in house.LANGUAGES]
# Of migration, danger, health and the programme, in seven languages.
TELLING = re.compile(
    r"migra|мигр|danger|опасн|коркунуч|xavf|қауіп|хатар|howp|health|здоров|саламатт|sogʻliq"
    r"|денсаул|саломат|saglyk|programme|программ|dastur|бағдарлама|барнома|maksatnama",
    re.IGNORECASE,
)


def test_the_command_tells_telegram_where_to_call_and_what_it_may_show(
    telegram: TelegramFake,
) -> None:
    call_command("telegram_webhook", verbosity=0)
    (hook, told), *commands = telegram.calls
    assert (hook, told["secret_token"]) == ("setWebhook", SECRET)
    assert told["url"] == "http://testserver/callbacks/telegram/updates/"
    assert [one["language_code"] for _, one in commands[:-1]] == LANGUAGES
    for _, one in commands:
        assert all(1 <= len(word["description"]) <= 256 for word in one["commands"])


def test_without_a_bot_the_command_says_what_is_missing() -> None:
    with pytest.raises(CommandError, match="TELEGRAM_TOKEN"):
        call_command("telegram_webhook")


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({}, []),
        ({"token": ""}, []),
        ({"bot": ""}, ["TELEGRAM_BOT"]),
        ({"webhook_secret": "short"}, ["TELEGRAM_WEBHOOK_SECRET"]),
        ({"webhook_secret": "with a blank 0123456789 0123456789"}, ["TELEGRAM_WEBHOOK_SECRET"]),
        ({"url": "http://telegram.example"}, ["TELEGRAM_URL"]),
    ],
)
def test_half_a_bot_is_refused_before_a_deployment(
    telegram: TelegramFake, settings: Settings, changes: dict[str, str], wrong: list[str]
) -> None:
    settings.SMS_GATEWAYS = {"telegram": telegram.account() | changes}
    assert [error.msg.split()[0] for error in check_bot(None)] == wrong


def test_numbers_cannot_be_routed_to_telegram(settings: Settings) -> None:
    settings.SMS_ROUTES = {"": "telegram"}
    assert [error.id for error in check_routes(None)] == ["notifications.E001"]


@pytest.mark.django_db
def test_staff_see_the_bot_among_the_gateways(telegram: TelegramFake) -> None:
    assert "telegram" in [row.name for row in gateways(timezone.now())]


@pytest.mark.django_db
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_menu_tells_a_stranger_nothing_in_any_language(
    linked: ChatLink, anara: Returnee, language: str
) -> None:
    person = Person(CHAT, anara.user, anara)
    with override(language):
        help_too = help_for(Heard(CHAT, text="/help"))
        said = [*own.menu(person), *help_too, *own.languages(person)]
    shown = " ".join(one.text + "".join(button.text for button in one.buttons) for one in said)
    assert TELLING.findall(shown) == []
    assert len(shown) > 100
