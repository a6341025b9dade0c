"""Asking gateways about messages whose answer was lost.

A question is harmless to repeat, so it needs no lease on the message: its attempt is put off
while the gateway answers, and the answer counts only if nothing else settled it meanwhile.
"""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.notifications.gateways import routing
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    NotFound,
    Queryable,
    Rejected,
    Sent,
    Unknown,
)
from backend.notifications.models import Attempt, Message
from backend.notifications.outcomes import LONGEST, Settled, accepted, closed, rejected
from backend.notifications.retries import PROOF_OF_ABSENCE, ask_pause, first_question
from backend.notifications.states import State, Verdict

AT_ONCE = 20
# An asker that dies is followed by another after this long.
HELD = timedelta(seconds=30)

logger = logging.getLogger(__name__)


def is_due() -> bool:
    """Whether some gateway is to be asked now."""
    return Attempt.objects.filter(ask_at__lte=timezone.now()).exists()


def ask() -> int:
    """Ask about the next uncertain messages and settle what is proven. Returns how many."""
    attempts = _taken(timezone.now())
    for attempt in attempts:
        gateway = routing.gateway(attempt.gateway)
        if isinstance(gateway, Queryable):
            settle(attempt, _answer(gateway, attempt))
    return len(attempts)


def ask_later(attempts: list[Attempt], now: datetime) -> None:
    """Uncertain and not to be sent again: where the gateway can be asked, it will be."""
    for name in {attempt.gateway for attempt in attempts} & routing.known():
        if first := first_question(routing.gateway(name), now):
            mine = [attempt.pk for attempt in attempts if attempt.gateway == name]
            Attempt.objects.filter(pk__in=mine).update(ask_at=first)


def settle(attempt: Attempt, answer: Answer) -> bool:
    """Write what an answer proves; False if something else settled it meanwhile."""
    now = timezone.now()
    with transaction.atomic():
        message = Message.objects.select_for_update().get(pk=attempt.message_id)
        row = Attempt.objects.filter(pk=attempt.pk, ended_at=None)
        if message.state != State.UNKNOWN or not row.exists():
            return False
        written = _meaning(attempt, answer, now)
        if written.to != State.UNKNOWN:
            Message.objects.filter(pk=message.pk).move(written.to, **written.message)
        row.update(**written.attempt)
    return True


def _taken(now: datetime) -> list[Attempt]:
    """Attempts that are due, put off for the time of the call. Others forget their question."""
    with transaction.atomic():
        due = list(
            Attempt.objects.filter(ask_at__lte=now)
            .select_related("message")
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("ask_at")[:AT_ONCE]
        )
        asked = [one for one in due if _is_open_question(one)]
        moot = [one.pk for one in due if one not in asked]
        Attempt.objects.filter(pk__in=moot).update(ask_at=None)
        Attempt.objects.filter(pk__in=[one.pk for one in asked]).update(
            ask_at=now + HELD, asks=F("asks") + 1
        )
    for one in asked:
        one.asks += 1
    return asked


def _is_open_question(attempt: Attempt) -> bool:
    uncertain = attempt.ended_at is None and attempt.message.state == State.UNKNOWN
    return uncertain and attempt.gateway in routing.known()


def _answer(gateway: Queryable, attempt: Attempt) -> Answer:
    try:
        return gateway.query(
            Sent(
                key=attempt.provider_key,
                phone=attempt.message.phone,
                since=attempt.started_at,
                reference=attempt.provider_reference,
                text=attempt.message.text,
            )
        )
    except Exception:
        logger.exception("Gateway %s could not be asked", attempt.gateway)
        return Unknown("gateway_failed")


def _meaning(attempt: Attempt, answer: Answer, now: datetime) -> Settled:
    again = {"ask_at": now + ask_pause(attempt.asks)}
    match answer:
        case Accepted():
            return accepted(answer, now)
        case Rejected():
            return rejected(answer, now)
        case NotFound() if attempt.missed_at and now - attempt.missed_at >= PROOF_OF_ABSENCE:
            absent = closed(Verdict.NOT_ACCEPTED, now, "not_found")
            return Settled(State.QUEUED, absent, {"next_at": now})
        case NotFound():
            return Settled(State.UNKNOWN, {"missed_at": attempt.missed_at or now, **again})
        case Unknown(code):
            return Settled(State.UNKNOWN, {"detail": code[:LONGEST], **again})
