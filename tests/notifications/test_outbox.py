import threading
from contextlib import suppress
from typing import Any

import pytest
from django.db import connections, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.models import User
from backend.notifications import outbox
from backend.notifications.models import Message, SandboxSms
from backend.notifications.states import State
from tests.notifications.conftest import OTHER_PHONE, PHONE, Send, declare

pytestmark = pytest.mark.django_db


@pytest.mark.django_db(transaction=True)
def test_sending_outside_a_transaction_is_refused() -> None:
    with pytest.raises(outbox.OutsideTransaction):
        outbox.send(
            "test.word", phone=PHONE, language="en", context={"word": "hello"}, dedupe_key="key"
        )
    assert not Message.objects.exists()


def test_a_deed_that_fails_leaves_no_message_and_wakes_nobody(
    send: Send, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    class DeedFailed(Exception):
        pass

    def deed() -> None:
        with transaction.atomic():
            send()
            raise DeedFailed

    with django_capture_on_commit_callbacks() as wakes, pytest.raises(DeedFailed):
        deed()
    assert not Message.objects.exists()
    assert wakes == []


def test_a_deed_with_many_messages_wakes_each_lane_once(
    send: Send,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    woken: list[str] = []
    monkeypatch.setattr(outbox, "wake", woken.append)
    for deed in ("first", "second"):
        with django_capture_on_commit_callbacks(execute=True):
            for number in range(20):
                send(f"{deed}-{number}")
                send(f"{deed}-code-{number}", "test.code")
        assert sorted(woken) == ["codes", "normal"]
        woken.clear()


def test_a_deed_that_fails_leaves_the_wake_to_the_next(
    send: Send, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    class DeedFailed(Exception):
        pass

    with suppress(DeedFailed), transaction.atomic():
        send("undone")
        raise DeedFailed
    with django_capture_on_commit_callbacks(execute=True):
        message = send("done")
    message.refresh_from_db()
    assert message.state == State.DELIVERED


def test_a_message_reaches_its_phone_after_the_commit(
    send: Send, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = send(phone=OTHER_PHONE)
        assert not SandboxSms.objects.exists()
    message.refresh_from_db()
    sms = SandboxSms.objects.get()
    assert (sms.phone, sms.body) == (OTHER_PHONE, "Homeward: hello")
    assert message.state == State.DELIVERED
    assert message.sent_at
    assert message.delivered_at
    assert message.attempts.get().provider_key == sms.key


def test_the_same_key_sends_once_and_keeps_the_first_text(send: Send) -> None:
    first = send("same", context={"word": "one"})
    second = send("same", context={"word": "two"})
    assert first == second
    assert Message.objects.get().text == "Homeward: one"


@pytest.mark.django_db(transaction=True)
def test_two_writers_with_one_key_make_one_message(send: Send, no_worker: None) -> None:
    seen: list[Any] = []
    start = threading.Barrier(4)

    def write() -> None:
        try:
            start.wait()
            seen.append(send("same").pk)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=write) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [Message.objects.get().pk] * 4


def test_the_text_is_written_in_the_persons_language(send: Send) -> None:
    declare("test.translated", text=lambda context: gettext("Yes"))
    assert send("ru", "test.translated", language="ru").text == "Да"
    assert send("en", "test.translated", language="en").text == "Yes"


def test_the_text_is_folded_and_counted(send: Send) -> None:
    message = send(context={"word": "o\u02bbn\u00a0ming"})
    assert message.text == "Homeward: o'n ming"
    assert message.segments == 1
    assert send("long", context={"word": "ж" * 70}).segments == 2


@pytest.mark.parametrize(
    "values", [{"phone": "0700 123 456"}, {"phone": "+0123456789"}, {"language": "xx"}]
)
def test_a_number_or_language_that_cannot_be_right_is_refused(
    send: Send, values: dict[str, str]
) -> None:
    with pytest.raises(ValueError, match=r"test\.word"):
        send(**values)


def test_an_empty_text_is_refused(send: Send) -> None:
    declare("test.empty", text=lambda context: " \u200b ")
    with pytest.raises(ValueError, match="empty"):
        send(kind="test.empty")


def test_a_secret_text_is_sealed_until_it_is_taken_and_then_gone(
    send: Send,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        message = send(kind="test.code", context={"word": "482913"})
        assert "482913" not in message.body
        assert message.text == "Homeward: 482913"
    message.refresh_from_db()
    assert (message.state, message.body) == (State.DELIVERED, "")
    assert SandboxSms.objects.get().body == "Homeward: 482913"


def test_a_message_may_be_withdrawn_until_it_leaves(
    send: Send,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    waiting = send("waiting", "test.code")
    assert outbox.withdraw("waiting")
    waiting.refresh_from_db()
    assert (waiting.state, waiting.body) == (State.CANCELLED, "")
    with django_capture_on_commit_callbacks(execute=True):
        send("gone")
    assert not outbox.withdraw("gone")
    assert not outbox.withdraw("never was")


def test_a_user_with_messages_cannot_vanish_from_the_record(
    send: Send, administrator: User
) -> None:
    send(recipient=administrator)
    with pytest.raises(ProtectedError):
        administrator.delete()
