"""Help in the chat: the same numbers and the same letters as on the pages, tied to no chat."""

import re

import pytest

from backend.accounts.models import User
from backend.bot.models import ChatLink, Update
from backend.notifications.models import InboundSms
from reintegration.actions import letters
from reintegration.models import Hotline, LetterPart
from tests.bot.conftest import CHAT, OTHER_CHAT, Tell
from tests.bot.fakes.telegram import TelegramFake
from tests.reintegration.help.conftest import confirmed as confirmed
from tests.reintegration.help.conftest import proposed as proposed

pytestmark = pytest.mark.django_db

WORDS = "They hold Zarina"


def test_only_confirmed_numbers_are_said(
    proposed: Hotline, supervisor: User, telegram: TelegramFake, write: Tell
) -> None:
    write("/help", language="en")
    assert telegram.said[0]["text"] == "Help"


def test_confirmed_numbers_are_said_by_country(
    confirmed: Hotline, telegram: TelegramFake, write: Tell
) -> None:
    write("/help", language="en")
    assert "Kyrgyzstan: +1 202-555-0143" in telegram.said[0]["text"]


@pytest.mark.parametrize("chat", [CHAT, OTHER_CHAT])
@pytest.mark.parametrize("between", [" ", "\n"])
def test_words_after_report_are_a_letter_of_nobody(
    linked: ChatLink, telegram: TelegramFake, write: Tell, chat: int, between: str
) -> None:
    write(f"/report{between}{WORDS}", chat=chat, language="en")
    part = LetterPart.objects.get()
    assert (part.by, part.told().text, part.told().kind) == (None, WORDS, "report")
    code = re.search(r"[0-9A-Z]{4}(-[0-9A-Z]{4}){3}", telegram.said[0]["text"])
    assert code
    assert letters.open_by_code(code[0]) == part.letter
    assert not InboundSms.objects.exists(), "it is no SMS for the inbox of everybody"
    assert WORDS not in str(list(Update.objects.values()))


def test_report_alone_leads_to_the_page(telegram: TelegramFake, write: Tell) -> None:
    write("/report", language="en")
    assert not LetterPart.objects.exists()
    assert telegram.buttons()[1]["url"].endswith("/help/write/")


def test_a_long_report_is_kept_whole(telegram: TelegramFake, write: Tell) -> None:
    words = "ж" * 3999 + "!"
    write(f"/report {words}", language="en")
    assert LetterPart.objects.get().told().text == words


def test_a_report_that_is_too_long_is_refused_and_not_cut(
    telegram: TelegramFake, write: Tell
) -> None:
    write(f"/report {'ж' * 4001}", language="en")
    assert not LetterPart.objects.exists()
    assert telegram.said[0]["text"] == "This is too long for one letter. Send it in two."
