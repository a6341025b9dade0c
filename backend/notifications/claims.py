"""Taking messages out of the queue: each by one worker, for the length of a lease.

A claim and its attempt are committed first, then the beginning of each call. So a worker that
dies leaves a trace of the key it used, and proof for every message that it never got to.
"""

import logging
import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.notifications.consent import HoldBack, Wait, last_look
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Gateway, Sms
from backend.notifications.models import Attempt, Message
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.retries import first_question, may_replay
from backend.notifications.states import State

LEASE = timedelta(seconds=30)
BATCH = 20
# A message whose check fails waits this long, so that it does not stop the others.
BROKEN_PAUSE = timedelta(minutes=1)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """One message in this worker's hands, for as long as the row carries its token."""

    message: Message
    attempt: Attempt
    gateway: Gateway
    sms: Sms
    token: uuid.UUID


@dataclass(frozen=True, slots=True)
class Batch:
    """`is_full` counts also those that were held back: there may be more."""

    is_full: bool
    claims: list[Claim]


@dataclass(frozen=True, slots=True)
class _Ready:
    attempt: Attempt
    gateway: Gateway
    sms: Sms


def claim(lane: str, limit: int = BATCH) -> Batch:
    """Lease the next due messages of a lane. Not inside another transaction."""
    now, token = timezone.now(), uuid.uuid4()
    with transaction.atomic(durable=True):
        due = list(
            Message.objects.due(now)
            .filter(lane=lane)
            .order_by("next_at", "id")
            .select_for_update(skip_locked=True)
            .prefetch_related("attempts")[:limit]
        )
        ready = [found for message in due if (found := _prepared(message, now))]
        _lease(ready, token, now)
    claims = [Claim(one.attempt.message, one.attempt, one.gateway, one.sms, token) for one in ready]
    return Batch(len(due) >= limit, claims)


def begin(one: Claim) -> bool:
    """Commit that the call begins, under a fresh lease; False if the claim was given up.

    From here on it is not known whether the message left, until the outcome is written.
    """
    held = Message.objects.filter(pk=one.message.pk, state=State.SENDING, lease_token=one.token)
    with transaction.atomic(durable=True):
        if not held.update(lease_until=timezone.now() + LEASE):
            return False
        Attempt.objects.filter(pk=one.attempt.pk).update(sends=F("sends") + 1)
    one.attempt.sends += 1
    return True


def release(claims: list[Claim]) -> None:
    """Give back what this worker will not get to in time: others may take it at once."""
    with transaction.atomic():
        held = list(
            Attempt.objects.filter(
                pk__in=[one.attempt.pk for one in claims],
                message__state=State.SENDING,
                message__lease_token__in=[one.token for one in claims],
            )
            .select_related("message")
            .select_for_update(of=("message", "self"))
        )
        put_back([attempt for attempt in held if not attempt.sends])
        # A replay that was not made: its first send is as uncertain as before.
        replays = [attempt for attempt in held if attempt.sends]
        Message.objects.filter(pk__in=[attempt.message_id for attempt in replays]).move(
            State.UNKNOWN, next_at=timezone.now()
        )


def put_back(attempts: list[Attempt]) -> None:
    """Leased messages whose key was never sent: they wait again, and no try is counted."""
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()
    Message.objects.filter(pk__in=[attempt.message_id for attempt in attempts]).move(
        State.QUEUED, next_at=timezone.now()
    )


def ask_later(attempts: list[Attempt], now: datetime) -> None:
    """Uncertain and not to be sent again: where the gateway can be asked, it will be."""
    for name in {attempt.gateway for attempt in attempts} & routing.known():
        if first := first_question(routing.gateway(name), now):
            mine = [attempt.pk for attempt in attempts if attempt.gateway == name]
            Attempt.objects.filter(pk__in=mine).update(ask_at=first)


def _prepared(message: Message, now: datetime) -> _Ready | None:
    try:
        with transaction.atomic():  # a savepoint: a failing look-up must not spoil the batch
            return _looked_at(message, now)
    except Exception:
        logger.exception("Message %s could not be prepared", message.public_id)
        _put_off(message, now + BROKEN_PAUSE)
        return None


def _looked_at(message: Message, now: datetime) -> _Ready | None:
    attempt = _attempt_for(message, now)
    gateway = routing.gateway(attempt.gateway) if attempt.gateway else None
    match last_look(message, gateway, now):
        case HoldBack(reason):
            _hold_back(message, reason, now)
        case Wait(until):
            _put_off(message, until)
        case None if gateway is not None:
            if message.state != State.UNKNOWN or may_replay(attempt, gateway, now):
                sms = Sms(attempt.provider_key, message.phone, message.text)
                return _Ready(attempt, gateway, sms)
            _park(message, now)
    return None


def _attempt_for(message: Message, now: datetime) -> Attempt:
    """The open attempt of an uncertain message, or a new one (unsaved) on today's route."""
    attempts = message.attempts.all()
    if message.state == State.UNKNOWN:
        attempt = next(one for one in attempts if one.ended_at is None)
        attempt.message = message
        return attempt
    gateway = routing.route(message.phone)
    return Attempt(
        message=message,
        number=len(attempts) + 1,
        gateway=gateway.name if gateway else "",
        started_at=now,
    )


def _lease(ready: list[_Ready], token: uuid.UUID, now: datetime) -> None:
    attempts = [one.attempt for one in ready]
    replayed = [one for one in attempts if one.message.state == State.UNKNOWN]
    Attempt.objects.bulk_create([one for one in attempts if one.message.state != State.UNKNOWN])
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in replayed]).update(verdict="")
    Message.objects.filter(pk__in=[attempt.message_id for attempt in attempts]).move(
        State.SENDING, lease_until=now + LEASE, lease_token=token
    )


def _hold_back(message: Message, reason: str, now: datetime) -> None:
    if message.state == State.UNKNOWN:
        _park(message, now)
        return
    _row(message).move(State.SUPPRESSED, reason=reason)


def _put_off(message: Message, until: datetime) -> None:
    """Later; or never, if it would come too late."""
    if message.state == State.UNKNOWN:
        _row(message).update(next_at=until)
    elif until >= message.expires_at:
        _row(message).move(State.EXPIRED)
    else:
        _row(message).move(State.DEFERRED, next_at=until)


def _park(message: Message, now: datetime) -> None:
    """Uncertain and not to be sent again: a question, a report or a person settles it."""
    _row(message).update(next_at=None)
    ask_later([one for one in message.attempts.all() if one.ended_at is None], now)


def _row(message: Message) -> MessageQuerySet:
    return Message.objects.filter(pk=message.pk)
