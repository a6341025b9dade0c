"""Asking gateways about messages whose answer was lost."""

import logging
from datetime import datetime

from django.db import transaction
from django.utils import timezone

from backend.notifications import costs, questions
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    NotFound,
    Queryable,
    Rejected,
    Unknown,
)
from backend.notifications.models import Attempt, Message
from backend.notifications.outcomes import LONGEST, Settled, accepted, closed, rejected
from backend.notifications.retries import PROOF_OF_ABSENCE, ask_pause, first_question
from backend.notifications.states import State, Verdict

AT_ONCE = 20

logger = logging.getLogger(__name__)


def ask() -> int:
    """Ask about the next uncertain messages and settle what is proven. Returns how many."""
    uncertain = Attempt.objects.filter(ended_at=None)
    attempts = questions.take(uncertain, _is_open_question, timezone.now(), AT_ONCE)
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
        attempt.message = message
        written = _meaning(attempt, answer, now)
        if written.to != State.UNKNOWN:
            Message.objects.filter(pk=message.pk).move(written.to, **written.message)
        row.update(**written.attempt, **costs.bill(attempt, answer, now))
    return True


def _is_open_question(attempt: Attempt) -> bool:
    uncertain = attempt.ended_at is None and attempt.message.state == State.UNKNOWN
    return uncertain and attempt.gateway in routing.known()


def _answer(gateway: Queryable, attempt: Attempt) -> Answer:
    try:
        return gateway.query(questions.about(attempt))
    except Exception:
        logger.exception("Gateway %s could not be asked", attempt.gateway)
        return Unknown("gateway_failed")


def _meaning(attempt: Attempt, answer: Answer, now: datetime) -> Settled:
    again = {"ask_at": now + ask_pause(attempt.asks)}
    match answer:
        case Accepted():
            return accepted(routing.gateway(attempt.gateway), answer, now)
        case Rejected():
            return rejected(answer, now)
        case NotFound() if attempt.missed_at and now - attempt.missed_at >= PROOF_OF_ABSENCE:
            absent = closed(Verdict.NOT_ACCEPTED, now, "not_found")
            return Settled(State.QUEUED, absent, {"next_at": now})
        case NotFound():
            return Settled(State.UNKNOWN, {"missed_at": attempt.missed_at or now, **again})
        case Unknown(code):
            return Settled(State.UNKNOWN, {"detail": code[:LONGEST], **again})
