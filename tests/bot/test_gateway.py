"""The adapter against a server that speaks the Bot API: what each answer proves."""

import logging

import pytest
from pytest_django import Settings

from backend.notifications.gateways import adapter
from backend.notifications.gateways.base import Accepted, NotAccepted, Rejected, Sms, Unknown
from backend.notifications.gateways.telegram import Telegram
from tests.bot.conftest import CHAT
from tests.bot.fakes.telegram import TOKEN, TelegramFake
from tests.notifications.conftest import PHONE
from tests.notifications.gateways.fakes.server import PASSWORD, Fault

TEXT = "Homeward: сварщик & <b> «қ» 😀"


def sms(chat: int | str = CHAT) -> Sms:
    return Sms("k3y0fattempt", PHONE, TEXT, str(chat))


def test_what_is_taken_reaches_the_chat_letter_by_letter(telegram: TelegramFake) -> None:
    assert Telegram().send(sms()) == Accepted("1", delivered=True)
    (said,) = telegram.said
    assert (said["chat_id"], said["text"]) == (CHAT, TEXT)
    assert PHONE not in str(said)


def test_a_flood_is_not_taken_and_waits_as_long_as_telegram_says(telegram: TelegramFake) -> None:
    telegram.flood = 17
    assert Telegram().send(sms()) == NotAccepted("http_429", retry_after=17)


def test_who_blocked_the_bot_is_refused_and_their_way_is_closed(telegram: TelegramFake) -> None:
    telegram.blocked, telegram.gone = {CHAT}, {CHAT + 1}
    assert Telegram().send(sms()) == Rejected("blocked", way_closed=True)
    assert Telegram().send(sms(CHAT + 1)) == Rejected("no_chat", way_closed=True)


def test_a_text_that_telegram_does_not_take_closes_no_chat(telegram: TelegramFake) -> None:
    telegram.fault = Fault.BAD_NUMBER
    assert Telegram().send(sms()) == Rejected("http_400")


def test_without_a_chat_nothing_is_called(telegram: TelegramFake) -> None:
    assert Telegram().send(sms("")) == Rejected("no_chat")
    assert telegram.got == []


def test_a_wrong_token_calls_for_a_person(telegram: TelegramFake, settings: Settings) -> None:
    account = telegram.account() | {"token": "1:wrong"}
    settings.SMS_GATEWAYS = {"telegram": account}
    assert Telegram().send(sms()) == NotAccepted("http_401", needs_person=True)


@pytest.mark.parametrize(
    "fault", [Fault.ERROR, Fault.BUSY, Fault.GARBAGE, Fault.ODD_CODE, Fault.DROP, Fault.REDIRECT]
)
def test_what_proves_nothing_is_unknown(telegram: TelegramFake, fault: Fault) -> None:
    telegram.fault = fault
    assert isinstance(Telegram().send(sms()), Unknown)


def test_an_answer_that_comes_too_late_is_unknown(
    telegram: TelegramFake, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(adapter, "CALL_SECONDS", 0.4)
    telegram.fault = Fault.SLOW
    assert Telegram().send(sms()) == Unknown("read_timeout")


def test_neither_the_token_nor_the_text_is_in_a_log(
    telegram: TelegramFake, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    for fault in (Fault.NONE, Fault.DROP, Fault.BUSY):
        telegram.fault = fault
        Telegram().send(sms())
    assert TOKEN not in caplog.text
    assert PASSWORD not in caplog.text
    assert "сварщик" not in caplog.text
