"""Telegram as a way of the outbox: by the person's choice, by the same rules of proof."""

from typing import Any

import pytest
from django.db import transaction
from pytest_django import Settings

from backend.bot.actions import linking
from backend.bot.models import ChatLink
from backend.notifications import kinds, outbox
from backend.notifications.claims import begin, claim
from backend.notifications.delivery import drain
from backend.notifications.kinds import ByChat
from backend.notifications.models import GatewayStatus, Message, SandboxSms
from backend.notifications.states import Channel, Lane, State
from reintegration.models import Returnee
from tests.bot.conftest import CHAT
from tests.bot.fakes.telegram import TelegramFake
from tests.notifications.conftest import PHONE, declare
from tests.notifications.gateways.fakes.server import Fault

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _own_kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a test declares is forgotten after it."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    declare("test.never")
    declare("test.only", by_chat=ByChat.ONLY)
    declare("test.or_sms", by_chat=ByChat.OR_SMS)


def queue(person: Returnee, kind: str = "test.or_sms", key: str = "key") -> Message:
    with transaction.atomic():
        return outbox.send(
            kind,
            phone=PHONE,
            language="en",
            context={"word": "hello"},
            dedupe_key=key,
            recipient=person.user,
            person=person.public_id,
        )


@pytest.fixture
def linked(linked: ChatLink) -> ChatLink:
    """The SMS that tells of the link is not what these tests are about."""
    Message.objects.all().delete()
    return linked


@pytest.fixture
def sent(transactional_db: None, linked: ChatLink, anara: Returnee) -> Any:
    """Queue one for Anara, let a worker look, and see what became of it."""

    def go(kind: str = "test.or_sms", key: str = "key") -> Message:
        message = queue(anara, kind, key)
        drain(Lane.NORMAL, seconds=1)
        message.refresh_from_db()
        return message

    return go


@pytest.fixture(autouse=True)
def _idle(no_worker: None) -> None:
    """Nobody looks before the test does."""


def gateways(message: Message) -> list[str]:
    return list(message.attempts.order_by("number").values_list("gateway", flat=True))


@pytest.mark.parametrize("kind", ["test.only", "test.or_sms"])
def test_a_notice_goes_to_the_chat_of_who_chose_it(
    sent: Any, telegram: TelegramFake, kind: str
) -> None:
    message = sent(kind)
    assert (message.state, message.channel) == (State.DELIVERED, Channel.TELEGRAM)
    assert [one["text"] for one in telegram.said] == ["Homeward: hello"]
    assert not SandboxSms.objects.exists()


def test_a_kind_that_does_not_go_to_chats_goes_by_sms(sent: Any, telegram: TelegramFake) -> None:
    assert sent("test.never").channel == Channel.SMS
    assert (telegram.got, SandboxSms.objects.count()) == ([], 1)


def test_a_code_never_goes_to_a_chat() -> None:
    assert kinds.get("sign_in_code").by_chat is ByChat.NEVER
    with pytest.raises(ValueError, match="secret"):
        declare("test.leak", secret=True, by_chat=ByChat.OR_SMS)


def test_who_blocked_the_bot_gets_an_sms_instead_and_is_unlinked(
    sent: Any, telegram: TelegramFake
) -> None:
    telegram.blocked = {CHAT}
    message = sent()
    assert gateways(message) == ["telegram", "sandbox"]
    assert message.state == State.DELIVERED
    assert not ChatLink.objects.exists()
    assert sent(key="next").channel == Channel.SMS


def test_a_kind_without_sms_ends_where_the_chat_is_closed(
    sent: Any, telegram: TelegramFake
) -> None:
    telegram.blocked = {CHAT}
    message = sent("test.only")
    assert (message.state, gateways(message)) == (State.REJECTED, ["telegram"])
    assert not ChatLink.objects.exists()
    assert not SandboxSms.objects.exists()


def test_a_flood_is_waited_out_and_costs_no_sms(sent: Any, telegram: TelegramFake) -> None:
    telegram.flood = 60
    message = sent()
    assert (message.state, gateways(message)) == (State.RETRY, ["telegram"])
    assert (message.next_at - message.attempts.get().ended_at).total_seconds() >= 60
    telegram.flood = 0
    Message.objects.update(next_at=message.created_at)
    drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, len(telegram.said)) == (State.DELIVERED, 1)


def test_a_lost_answer_is_parked_and_never_sent_again(sent: Any, telegram: TelegramFake) -> None:
    telegram.fault = Fault.DROP
    message = sent()
    assert (message.state, message.next_at) == (State.UNKNOWN, None)
    telegram.fault = Fault.NONE
    drain(Lane.NORMAL)
    assert Message.objects.parked().get() == message
    assert len(telegram.said) == 1
    assert not SandboxSms.objects.exists()


def test_a_stopped_bot_keeps_nothing_from_people_who_can_get_an_sms(
    sent: Any, telegram: TelegramFake, settings: Settings
) -> None:
    settings.SMS_GATEWAYS = {"telegram": telegram.account() | {"token": "1:wrong"}}
    message = sent()
    assert GatewayStatus.objects.get(name="telegram").stopped_at
    Message.objects.update(next_at=message.created_at)
    drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, gateways(message)) == (State.DELIVERED, ["telegram", "sandbox"])
    only = sent("test.only", key="only")
    assert (only.state, gateways(only)) == (State.QUEUED, [])


def test_what_has_no_room_at_telegram_now_waits_untouched(
    sent: Any, telegram: TelegramFake, settings: Settings
) -> None:
    settings.SMS_RATES = {"telegram": 0.001}
    first, second = sent(key="first"), sent(key="second")
    assert (first.state, second.state) == (State.DELIVERED, State.QUEUED)
    assert not SandboxSms.objects.exists()


def test_what_waits_follows_the_choice(
    transactional_db: None, linked: ChatLink, anara: Returnee, telegram: TelegramFake
) -> None:
    message = queue(anara, "test.only")
    linking.choose(Channel.SMS, by=anara.user)
    drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (message.state, gateways(message)) == (State.DELIVERED, ["sandbox"])


def test_a_chat_that_is_disconnected_gets_nothing_that_was_claimed_for_it(
    transactional_db: None, linked: ChatLink, anara: Returnee, telegram: TelegramFake
) -> None:
    message = queue(anara)
    (one,) = claim(Lane.NORMAL).claims
    linking.unlink(anara.user, by=anara.user)
    assert one.sms.chat == str(CHAT)
    with transaction.atomic():
        assert not begin([one])
    drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (telegram.got, message.state) == ([], State.DELIVERED)
    assert gateways(message) == ["sandbox"]


def test_a_notice_for_a_number_that_is_no_longer_theirs_does_not_reach_the_chat(
    transactional_db: None, linked: ChatLink, anara: Returnee, telegram: TelegramFake
) -> None:
    message = queue(anara)
    Returnee.objects.update(phone="+996700123499")
    drain(Lane.NORMAL)
    message.refresh_from_db()
    assert (telegram.said, gateways(message)) == ([], ["sandbox"])
