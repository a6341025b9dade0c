"""A follow-up that can be answered with one figure, where an answer reaches us."""

import datetime as dt
from collections.abc import Iterator
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import delivery, inbound
from backend.notifications.models import Message
from backend.notifications.states import Lane, State
from reintegration.actions import follow_ups
from reintegration.actions.journey import record_event
from reintegration.models import FollowUp, JourneyEvent, Reply, Returnee
from reintegration.notices import ASKS_BY_LINK, ASKS_BY_SMS
from reintegration.staff_inbox import ReplyState
from reintegration.states import FollowUpState, JourneyKind, Livelihood, PhoneOwner
from tests.notifications.gateways.conftest import set_up
from tests.notifications.gateways.fakes.smsc import SmscFake

pytestmark = pytest.mark.django_db

FRIDAY = dt.datetime(2026, 11, 27, 11, tzinfo=ZoneInfo("Asia/Bishkek"))


@pytest.fixture
def smsc(settings: Settings) -> Iterator[SmscFake]:
    """A provider on a socket, at which we rent a number that people can answer."""
    with SmscFake() as fake, time_machine.travel(FRIDAY):
        set_up(settings, fake)
        settings.SMS_ROUTES, settings.SMS_REPLIES = {"": "smsc"}, ["smsc"]
        yield fake


@pytest.fixture
def question(anara: Returnee, smsc: SmscFake) -> FollowUp:
    today = timezone.localdate()
    hired = record_event(
        JourneyKind.HIRED, returnee=anara, by=None, on=today - dt.timedelta(days=31)
    )
    return FollowUp.objects.create(returnee=anara, milestone=hired, wave=1, due_on=today)


def ask(question: FollowUp) -> Message:
    follow_ups.ask(question)
    delivery.drain(Lane.NORMAL)
    return Message.objects.get(kind__startswith="reintegration.follow_up")


def answered(smsc: SmscFake, text: str) -> Reply:
    """The person writes back, the provider calls, a worker reads."""
    callback = smsc.reply(Returnee.objects.get().phone, text)
    parts = urlsplit(callback.url)
    kind = callback.headers["Content-Type"]
    path = f"{parts.path}?{parts.query}"
    assert Client().post(path, callback.body, content_type=kind).status_code == 200
    inbound.read()
    return Reply.objects.latest("pk")


@pytest.mark.parametrize(
    ("text", "livelihood"),
    [
        ("1", Livelihood.WAGE),
        (" 2. ", Livelihood.SELF_EMPLOYED),
        ("3", Livelihood.UNEMPLOYED),
        ("окуп жатам", Livelihood.STUDY),
    ],
)
def test_one_figure_answers_the_question(
    question: FollowUp, smsc: SmscFake, text: str, livelihood: Livelihood
) -> None:
    message = ask(question)
    assert (message.kind, message.state) == (ASKS_BY_SMS, State.ACCEPTED)
    assert message.segments <= 2
    assert "1:" in smsc.taken[0].text
    assert "/l/" in smsc.taken[0].text
    reply = answered(smsc, text)
    question.refresh_from_db()
    assert (question.state, question.livelihood) == (FollowUpState.ANSWERED, livelihood)
    assert (reply.state, reply.follow_up) == (ReplyState.UNDERSTOOD, question)
    assert JourneyEvent.objects.get(kind=JourneyKind.FOLLOWED_UP).detail["way"] == "sms"


@pytest.mark.parametrize("text", ["4", "0", "12", "1 же 2", "да"])
def test_what_was_not_asked_for_is_read_by_staff(
    question: FollowUp, smsc: SmscFake, text: str
) -> None:
    ask(question)
    assert answered(smsc, text).state == ReplyState.OPEN
    question.refresh_from_db()
    assert question.state == FollowUpState.ASKED


def test_a_figure_after_another_message_answers_nobody_knows_what(
    question: FollowUp, smsc: SmscFake
) -> None:
    message = ask(question)
    Message.objects.create(
        kind="jobs.hired",
        lane=Lane.NORMAL,
        phone=message.phone,
        language="ky",
        body="Homeward",
        segments=1,
        dedupe_key="later",
        state=State.ACCEPTED,
        sent_at=timezone.now(),
        expires_at=timezone.now(),
    )
    assert answered(smsc, "1").state == ReplyState.OPEN


def _no_number(question: FollowUp, settings: Settings) -> None:
    settings.SMS_REPLIES = []


def _a_stand_in_that_hears_nothing(question: FollowUp, settings: Settings) -> None:
    settings.SMS_ROUTES = {"": ["smsc", "sandbox"]}


def _shared(question: FollowUp, settings: Settings) -> None:
    question.returnee.phone_owner = PhoneOwner.FAMILY


@pytest.mark.parametrize("why", [_no_number, _a_stand_in_that_hears_nothing, _shared])
def test_where_no_answer_can_be_believed_there_is_only_the_link(
    question: FollowUp, settings: Settings, why: object
) -> None:
    why(question, settings)  # type: ignore[operator]
    follow_ups.ask(question)
    message = Message.objects.get(kind=ASKS_BY_LINK)
    assert "1:" not in message.body
    assert "/l/" in message.body
