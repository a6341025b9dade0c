"""SMS from people: kept once, however often they are told; forged calls are only counted."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import Settings

from backend.notifications import delivery, inbound
from backend.notifications.gateways.base import Inbound
from backend.notifications.models import CallbackRefusal, InboundSms, Message
from backend.notifications.pages.callbacks import LARGEST
from backend.notifications.states import Lane
from tests.notifications.conftest import PHONE, ScriptedGateway, Send
from tests.notifications.gateways.conftest import FAKES, set_up
from tests.notifications.gateways.fakes.infobip import InfobipFake
from tests.notifications.gateways.fakes.server import CALLBACK_SECRET, Callback, Fake
from tests.notifications.gateways.test_through_the_outbox import posted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]

REPLYING = [fake for fake in FAKES if fake.reply is not Fake.reply]


@pytest.fixture
def infobip(settings: Settings) -> Iterator[InfobipFake]:
    with InfobipFake() as fake:
        set_up(settings, fake)
        yield fake


@pytest.fixture
def readers(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What an app above was given, in order; it breaks on the word "break"."""
    seen: list[str] = []

    def reader(sms: InboundSms) -> None:
        if sms.text == "break":
            raise RuntimeError("the reader is broken")
        seen.append(sms.text)

    monkeypatch.setattr(inbound, "_readers", [reader])
    return seen


def write(text: str, reference: str = "", phone: str = PHONE) -> int:
    return inbound.keep("scripted", "", text.encode(), [Inbound(phone, text, reference=reference)])


@pytest.mark.parametrize("fake_class", REPLYING, ids=lambda fake: fake.name)
def test_each_gateways_replies_are_kept_once_also_when_it_calls_three_times(
    fake_class: type[Fake], settings: Settings
) -> None:
    with fake_class() as fake:
        set_up(settings, fake)
        callback = fake.reply(PHONE, "ТОҚТАТ ✋")
        assert [posted(callback) for _ in range(3)] == [200, 200, 200]
    sms = InboundSms.objects.get()
    assert (sms.gateway, sms.phone, sms.text) == (fake.name, PHONE, "ТОҚТАТ ✋")


def test_one_callback_may_bring_many_sms_and_be_grouped_anew_when_it_comes_again(
    infobip: InfobipFake,
) -> None:
    one = infobip.reply(PHONE, "first")
    row = json.loads(one.body)["results"][0]
    rows = [row | {"messageId": str(number), "text": f"word {number}"} for number in range(5)]
    for part in (rows[:3], rows[2:], rows):
        assert posted(replace(one, body=json.dumps({"results": part}).encode())) == 200
    assert InboundSms.objects.count() == 5


def test_forged_malformed_and_oversized_calls_change_nothing_and_are_counted(
    infobip: InfobipFake,
) -> None:
    good = infobip.reply(PHONE, "STOP")
    forged = replace(good, url=good.url.replace(CALLBACK_SECRET, "x" * len(CALLBACK_SECRET)))
    malformed = replace(good, body=b'{"results": "\xff')
    oversized = replace(good, body=b" " * (LARGEST + 1))
    answers = [posted(call) for call in (forged, malformed, oversized, malformed)]
    assert answers == [404, 400, 413, 400]
    assert not InboundSms.objects.exists()
    counts = dict(CallbackRefusal.objects.values_list("why", "times"))
    assert counts.pop("wrong_address") == counts.pop("too_large") == 1
    assert list(counts.values()) == [2]


@pytest.mark.parametrize("name", ["nikita", "sandbox", "nobody"])
def test_gateways_without_replies_have_no_such_address(name: str) -> None:
    url = f"/callbacks/{name}/{CALLBACK_SECRET}/inbound/"
    assert posted(Callback(b"{}", {"Content-Type": "application/json"}, url)) == 404
    assert not CallbackRefusal.objects.exists()


def test_a_reply_is_matched_to_the_newest_message_that_its_phone_got(
    send: Send, operator: ScriptedGateway
) -> None:
    for key, kind, phone in (
        ("old", "test.word", PHONE),
        ("new", "test.word", PHONE),
        ("code", "test.code", PHONE),
        ("other", "test.word", "+996700123499"),
    ):
        send(key, kind, phone=phone)
        delivery.drain(Lane.NORMAL)
        delivery.drain(Lane.CODES)
    write("yes")
    assert InboundSms.objects.get().answers == Message.objects.get(dedupe_key="new")


def test_a_reply_after_a_week_answers_nothing(send: Send, operator: ScriptedGateway) -> None:
    send()
    delivery.drain(Lane.NORMAL)
    Message.objects.update(sent_at=timezone.now() - timedelta(days=8))
    write("yes")
    assert InboundSms.objects.get().answers is None


def test_the_same_word_without_a_name_counts_again_on_another_day() -> None:
    assert (write("STOP"), write("STOP")) == (1, 0)
    InboundSms.objects.update(digest="yesterday")
    assert write("STOP") == 1


def test_sms_are_read_in_the_order_in_which_they_came_and_once(readers: list[str]) -> None:
    for word in ("one", "two", "three"):
        write(word, word)
    assert inbound.are_due()
    assert inbound.read() == 3
    assert readers == ["one", "two", "three"]
    assert (inbound.are_due(), inbound.read()) == (False, 0)


def test_an_sms_that_breaks_its_reader_keeps_none_from_the_others_and_is_read_later(
    readers: list[str],
) -> None:
    write("break", "1")
    write("fine", "2")
    inbound.read()
    assert readers == ["fine"]
    InboundSms.objects.filter(text="break").update(text="mended", look_at=timezone.now())
    inbound.read()
    assert readers == ["fine", "mended"]


@given(st.text(max_size=300), st.text(max_size=150), st.text(max_size=40))
def test_any_text_can_be_kept(text: str, reference: str, to: str) -> None:
    InboundSms.objects.all().delete()
    told = Inbound(PHONE, text, to=to, reference=reference)
    assert inbound.keep("scripted", "", text.encode(errors="replace"), [told]) == 1
    assert InboundSms.objects.get().text == text.replace("\0", "")
