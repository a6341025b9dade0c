"""Telegram's calls: authentic, once each, and whatever is in them."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone
from pytest_django import Settings

from backend.bot import tasks, updates
from backend.bot.conversation import hearing
from backend.bot.models import ChatLink, Update
from backend.notifications.models import CallbackRefusal
from reintegration.models import Consent
from reintegration.states import ConsentPurpose
from tests.bot.conftest import CHAT, Tell, post
from tests.bot.fakes.telegram import SECRET, TelegramFake, blocked, sender, update, written
from tests.notifications.gateways.fakes.server import Fault

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("secret", ["", "wrong", SECRET[:-1], "ы"])
def test_to_a_stranger_there_is_no_webhook(tell: Tell, secret: str) -> None:
    assert tell(written(1, CHAT, "/start"), secret=secret).status_code == 404
    assert not Update.objects.exists()
    assert CallbackRefusal.objects.get().why == "wrong_secret"


def test_a_deployment_without_a_secret_hears_nobody(
    telegram: TelegramFake, settings: Settings, tell: Tell
) -> None:
    settings.SMS_GATEWAYS = {"telegram": telegram.account() | {"webhook_secret": ""}}
    assert tell(written(1, CHAT, "/start"), secret="").status_code == 404


def test_an_update_that_comes_again_changes_nothing(
    tell: Tell, telegram: TelegramFake, linked: ChatLink
) -> None:
    answers = [tell(written(5, CHAT, "/language")).status_code for _ in range(3)]
    assert answers == [200, 200, 200]
    assert len(telegram.said) == 1
    assert Update.objects.get().update_id == 5


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"\xff\xfe",
        b"[]",
        b"null",
        b'{"update_id": "5"}',
        b'{"update_id": true}',
        b'{"update_id": -1}',
        b'{"update_id": 99999999999999999999999}',
        b'{"message": {}}',
        b"[" * 5000,
    ],
)
def test_what_cannot_be_read_is_refused_and_recorded(tell: Tell, body: bytes) -> None:
    assert tell(body).status_code == 400
    assert CallbackRefusal.objects.get().why in ("not_json", "no_update_id")


def test_what_is_too_large_is_refused_and_recorded(tell: Tell) -> None:
    assert tell(written(1, CHAT, "x" * 70_000)).status_code == 413
    assert CallbackRefusal.objects.get().why == "too_large"


@pytest.mark.parametrize(
    "told",
    [
        {},
        {"message": None},
        {"message": {"text": "/jobs"}},
        {"message": {"chat": {"id": CHAT, "type": "group"}, "from": sender(CHAT), "text": "/jobs"}},
        {"message": {"chat": {"id": CHAT, "type": "private"}, "from": sender(5), "text": "/jobs"}},
        {"message": {"chat": {"id": "7001", "type": "private"}, "from": {"id": "7001"}}},
        {"message": {"chat": {"id": 2**70, "type": "private"}, "from": {"id": 2**70}}},
        {"callback_query": {"id": "1", "from": sender(CHAT), "data": "language:en"}},
        {"edited_message": {"chat": {"id": CHAT, "type": "private"}, "text": "/jobs"}},
        {"poll": {"id": "1"}},
    ],
)
def test_what_is_none_of_our_business_is_taken_and_not_answered(
    tell: Tell, telegram: TelegramFake, linked: ChatLink, told: dict[str, Any]
) -> None:
    assert tell(update(1, **told)).status_code == 200
    assert telegram.calls == []


def test_nothing_that_was_written_is_kept_once_it_is_answered(tell: Tell, linked: ChatLink) -> None:
    tell(written(1, CHAT, "my secret is 12345"))
    row = Update.objects.get()
    assert (row.heard, bool(row.done_at)) == ({}, True)


@pytest.mark.parametrize("text", ["a\0b", "a\ud83d", "/start \ud83d", "😀" * 300])
def test_what_a_database_cannot_hold_breaks_nothing(
    tell: Tell, linked: ChatLink, text: str
) -> None:
    assert tell(written(1, CHAT, text)).status_code == 200
    assert Update.objects.get().problem == ""


def test_what_breaks_is_said_once_and_stops_nobody_behind_it(
    tell: Tell, telegram: TelegramFake, linked: ChatLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(person: Any) -> Any:
        raise RuntimeError

    monkeypatch.setitem(hearing.COMMANDS, "/jobs", broken)
    tell(written(1, CHAT, "/jobs"))
    tell(written(2, CHAT, "/language"))
    assert Update.objects.get(update_id=1).problem == "failed"
    assert len(telegram.said) == 2


def test_an_update_that_another_version_wrote_stops_nobody(
    tell: Tell, telegram: TelegramFake, linked: ChatLink
) -> None:
    old = {"chat": CHAT, "of_another_version": 1}
    Update.objects.create(update_id=0, heard=old, received_at=timezone.now())
    tell(written(1, CHAT, "/language"))
    assert not Update.objects.waiting().exists()
    assert len(telegram.said) == 2


def test_an_update_waits_for_the_schedule_when_nobody_was_woken(
    telegram: TelegramFake, linked: ChatLink
) -> None:
    post(written(1, CHAT, "/language"))  # no commit, so no wake
    assert Update.objects.waiting().count() == 1
    tasks.answer()
    assert len(telegram.said) == 1


@pytest.mark.django_db(transaction=True)
def test_of_many_equal_updates_at_once_one_is_done(
    telegram: TelegramFake, linked: ChatLink, no_worker: None
) -> None:
    def call(_number: int) -> int:
        try:
            return post(written(7, CHAT, "/language")).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(call, range(16))) == {200}
    tasks.answer()
    tasks.answer()
    assert Update.objects.count() == len(telegram.said) == 1


def test_a_stop_is_heard_although_telegram_hears_nothing(
    telegram: TelegramFake, tell: Tell, linked: ChatLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    telegram.fault = Fault.DEAF
    monkeypatch.setattr(updates, "wake", lambda: None)
    for number, word in enumerate(("/language", "/language", "/stop")):
        tell(written(number, CHAT, word))
    tasks.answer()
    asked = Consent.objects.filter(returnee__user=linked.user, given=False)
    assert asked.filter(purpose=ConsentPurpose.MESSAGES).exists()
    assert len(telegram.got) == 1


def test_who_blocks_the_bot_is_unlinked(tell: Tell, linked: ChatLink) -> None:
    tell(blocked(1, CHAT))
    assert not ChatLink.objects.exists()
