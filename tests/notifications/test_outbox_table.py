"""What PostgreSQL itself refuses, whoever writes."""

import uuid
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from backend.notifications.models import Attempt, Message
from backend.notifications.states import State, Verdict
from tests.notifications.conftest import Send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


@pytest.mark.parametrize(
    ("values", "rule"),
    [
        ({"state": "lost", "next_at": None, "body": ""}, "message_state_is_known"),
        ({"lane": "express"}, "message_lane_is_known"),
        ({"phone": "0700123456"}, "message_phone_is_e164"),
        ({"state": State.SENDING, "next_at": None}, "message_leased_while_sending"),
        ({"lease_token": uuid.UUID(int=1)}, "message_leased_while_sending"),
        ({"next_at": None}, "message_waiting_has_its_time"),
        ({"state": State.EXPIRED, "body": ""}, "message_waiting_has_its_time"),
        ({"state": State.SUPPRESSED, "next_at": None}, "message_held_back_says_why"),
        ({"reason": "opt_out"}, "message_held_back_says_why"),
        ({"state": State.ACCEPTED, "next_at": None, "body": ""}, "message_taken_has_its_time"),
        (
            {"state": State.DELIVERED, "next_at": None, "sent_at": F("created_at"), "body": ""},
            "message_delivered_has_its_time",
        ),
        ({"state": State.EXPIRED, "next_at": None}, "message_secret_is_blank_at_rest"),
    ],
)
def test_a_message_that_contradicts_itself_is_refused(
    send: Send, values: dict[str, Any], rule: str
) -> None:
    message = send(kind="test.code")
    with pytest.raises(IntegrityError, match=rule), transaction.atomic():
        Message.objects.filter(pk=message.pk).update(**values)


def test_a_second_key_is_refused_while_the_first_may_still_arrive(send: Send) -> None:
    message, now = send(), timezone.now()
    first = Attempt.objects.create(message=message, number=1, gateway="x", started_at=now)
    with pytest.raises(IntegrityError, match="attempt_open_one_a_message"), transaction.atomic():
        Attempt.objects.create(message=message, number=2, gateway="x", started_at=now)
    Attempt.objects.filter(pk=first.pk).update(verdict=Verdict.NOT_ACCEPTED, ended_at=now)
    Attempt.objects.create(message=message, number=2, gateway="x", started_at=now)


def test_an_attempt_ends_with_a_proof_and_only_with_one(send: Send) -> None:
    now = timezone.now()
    attempt = Attempt.objects.create(message=send(), number=1, gateway="x", started_at=now)
    for wrong in ({"ended_at": now}, {"verdict": Verdict.ACCEPTED}):
        with pytest.raises(IntegrityError, match="attempt_ends_with_proof"), transaction.atomic():
            Attempt.objects.filter(pk=attempt.pk).update(**wrong)
