"""An SMS is acted upon if it is certain; everything else reaches the inbox."""

import datetime as dt

import pytest
from django.utils import timezone

from backend.audit.models import Entry
from backend.notifications import inbound
from backend.notifications.gateways.base import Inbound
from backend.notifications.gateways.telegram import TELEGRAM
from backend.notifications.models import InboundSms, Message
from backend.notifications.states import State
from reintegration.actions import follow_ups, replies
from reintegration.actions.consents import give
from reintegration.actions.journey import record_event
from reintegration.models import Consent, FollowUp, JourneyEvent, Reply, Returnee
from reintegration.staff_inbox import ReplyMeaning, ReplyState
from reintegration.staff_reasons import ConsentWay
from reintegration.states import (
    ConsentPurpose,
    FollowUpState,
    JourneyKind,
    Livelihood,
    PhoneOwner,
)
from tests.reintegration.replies.conftest import Write
from tests.reintegration.words import own

pytestmark = pytest.mark.django_db

CONFIRMED = "reintegration.stopped"
MESSAGES, FOLLOW_UP = ConsentPurpose.MESSAGES, ConsentPurpose.FOLLOW_UP


@pytest.fixture
def asked(anara: Returnee) -> FollowUp:
    """Anara was asked how it is going; the message arrived an hour ago."""
    today = timezone.localdate()
    on = today - dt.timedelta(days=31)
    hired = record_event(JourneyKind.HIRED, returnee=anara, by=None, on=on)
    question = FollowUp.objects.create(returnee=anara, milestone=hired, wave=1, due_on=today)
    follow_ups.ask(question)
    hour_ago = timezone.now() - dt.timedelta(hours=1)
    Message.objects.update(state=State.ACCEPTED, sent_at=hour_ago, next_at=None)
    return question


def said_no(person: Returnee) -> set[str]:
    standing = Consent.objects.filter(returnee=person).current()
    return set(standing.filter(given=False).values_list("purpose", flat=True))


def confirmations() -> int:
    return Message.objects.filter(kind=CONFIRMED).count()


@pytest.mark.parametrize("word", ["СТОП", "stop!", "токтот", "ТОКТОТ 🙏"])
def test_stop_ends_all_messages_and_is_confirmed_once(
    word: str, anara: Returnee, write: Write
) -> None:
    reply = write(word)
    assert (reply.state, reply.meaning) == (ReplyState.UNDERSTOOD, ReplyMeaning.STOP)
    assert said_no(anara) == {MESSAGES, FOLLOW_UP}
    newest = Consent.objects.latest("pk")
    assert (newest.way, newest.by) == (ConsentWay.REPLY, None)
    write(word)
    assert confirmations() == 1
    message = Message.objects.get(kind=CONFIRMED)
    assert (message.phone, message.language) == (anara.phone, anara.language)


def test_stop_after_a_message_ends_its_class_and_said_again_everything(
    anara: Returnee, asked: FollowUp, write: Write
) -> None:
    write("СТОП")
    assert said_no(anara) == {FOLLOW_UP}
    write("СТОП")
    assert said_no(anara) == {MESSAGES, FOLLOW_UP}
    assert confirmations() == 2


def test_stop_after_a_message_of_a_kind_that_is_no_more_ends_all(
    anara: Returnee, asked: FollowUp, write: Write
) -> None:
    Message.objects.update(kind="reintegration.forgotten")
    write("СТОП")
    assert said_no(anara) == {MESSAGES, FOLLOW_UP}


def test_stop_from_a_shared_phone_is_for_everybody_at_it(
    anara: Returnee, bakyt: Returnee, write: Write
) -> None:
    Returnee.objects.filter(pk=bakyt.pk).update(phone=anara.phone)
    reply = write("STOP")
    assert said_no(anara) == said_no(bakyt) == {MESSAGES, FOLLOW_UP}
    assert (reply.returnee, confirmations()) == (None, 1)


def test_nothing_but_an_explicit_yes_ends_a_stop(
    anara: Returnee, asked: FollowUp, write: Write
) -> None:
    write("СТОП")
    for text in ("да", "ищу работу", "спасибо"):
        write(text)
    assert FOLLOW_UP in said_no(anara)
    give(anara, by=own(anara), purpose=FOLLOW_UP, language="ky")
    assert said_no(anara) == set()


def test_stop_from_a_number_of_nobody_is_shown_to_staff(write: Write) -> None:
    reply = write("STOP", phone="+996700999999")
    assert (reply.state, reply.meaning) == (ReplyState.OPEN, ReplyMeaning.STOP)
    assert confirmations() == 0


def test_a_clear_answer_to_the_question_is_recorded_with_its_source(
    anara: Returnee, asked: FollowUp, write: Write
) -> None:
    reply = write("жумуш издеп жатам")
    asked.refresh_from_db()
    assert (asked.state, asked.livelihood) == (FollowUpState.ANSWERED, Livelihood.UNEMPLOYED)
    assert (reply.state, reply.follow_up) == (ReplyState.UNDERSTOOD, asked)
    event = JourneyEvent.objects.get(kind=JourneyKind.FOLLOWED_UP)
    assert (event.detail["way"], event.recorded_by) == ("sms", None)
    entry = Entry.objects.get(deed="reintegration.follow_up.answered")
    assert (entry.detail["way"], entry.actor) == ("sms", None)


@pytest.mark.parametrize("text", ["работаю", "да", "1", "учусь и ищу работу", "👍", "привет"])
def test_an_answer_that_is_not_clear_waits_for_staff_and_the_question_stays_open(
    text: str, asked: FollowUp, write: Write
) -> None:
    reply = write(text)
    asked.refresh_from_db()
    assert (reply.state, asked.state) == (ReplyState.OPEN, FollowUpState.ASKED)


def test_a_second_answer_changes_nothing_and_waits_for_staff(asked: FollowUp, write: Write) -> None:
    write("ищу работу")
    assert write("учусь").state == ReplyState.OPEN
    asked.refresh_from_db()
    assert asked.livelihood == Livelihood.UNEMPLOYED


def test_an_answer_from_a_phone_that_others_answer_too_is_not_believed(
    anara: Returnee, asked: FollowUp, write: Write
) -> None:
    Returnee.objects.filter(pk=anara.pk).update(phone_owner=PhoneOwner.FAMILY)
    assert write("ищу работу").state == ReplyState.OPEN


def test_an_answer_that_nobody_asked_for_waits_for_staff(anara: Returnee, write: Write) -> None:
    reply = write("ищу работу")
    assert (reply.state, reply.returnee) == (ReplyState.OPEN, anara)


def test_of_a_shared_number_it_is_the_person_whom_the_message_concerned(
    anara: Returnee, bakyt: Returnee, asked: FollowUp, write: Write
) -> None:
    Returnee.objects.filter(pk=bakyt.pk).update(phone=anara.phone)
    assert write("рахмат").returnee == anara
    Message.objects.all().delete()
    assert write("рахмат").returnee is None


def test_what_breaks_while_it_is_understood_still_reaches_the_inbox(
    anara: Returnee, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_args: object) -> None:
        list(Returnee.objects.raw("SELECT no_such_column"))

    monkeypatch.setattr(replies, "_stop", broken)
    reply = write("STOP")
    assert (reply.state, reply.returnee) == (ReplyState.OPEN, anara)
    assert InboundSms.objects.get().look_at is None


def test_an_sms_read_twice_is_in_the_inbox_once(anara: Returnee, write: Write) -> None:
    reply = write("привет")
    replies.understand(reply.sms)
    assert Reply.objects.count() == 1


def test_what_comes_from_a_chat_is_left_to_staff_and_is_nobodys_without_a_phone(
    anara: Returnee, bakyt: Returnee
) -> None:
    Returnee.objects.filter(pk=bakyt.pk).update(phone="")
    letters = [Inbound(anara.phone, "СТОП", reference="1"), Inbound("", "привет", reference="2")]
    inbound.keep(TELEGRAM, "", b"", letters)
    inbound.read()
    known, nobodys = Reply.objects.order_by("sms__reference")
    assert (known.state, known.returnee, said_no(anara)) == (ReplyState.OPEN, anara, set())
    assert (nobodys.state, nobodys.returnee) == (ReplyState.OPEN, None)
