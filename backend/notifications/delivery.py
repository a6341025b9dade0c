"""Handing claimed messages to their gateways and writing down what was proven."""

import logging
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from time import monotonic
from typing import Any

from django.db import transaction
from django.utils import timezone

from backend.notifications.claims import BATCH, Claim, begin, claim, release
from backend.notifications.gateways.base import Accepted, NotAccepted, Outcome, Rejected, Unknown
from backend.notifications.models import Attempt, Message
from backend.notifications.retries import may_replay, pause
from backend.notifications.states import State, Verdict

# A batch is at work so long, then gives back the rest. With the last call it ends inside the lease.
BATCH_SECONDS = 5.0
# What a gateway says of itself is kept up to here.
LONGEST = 64

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Settled:
    """Where an outcome takes the message, and what else is written."""

    to: State
    attempt: dict[str, Any]
    message: dict[str, Any] = field(default_factory=dict)


def drain(lane: str, *, seconds: float = 20.0) -> bool:
    """Send what is due in a lane; False if the time was up before the queue was empty."""
    stop_at = monotonic() + seconds
    limit = BATCH
    while monotonic() < stop_at:
        batch = claim(lane, limit)
        done = _worked_off(batch.claims)
        if done == len(batch.claims) and not batch.is_full:
            return True
        if done < len(batch.claims):
            limit = done  # a slow gateway: what it cannot take now is for other workers
    return False


def _worked_off(claims: list[Claim]) -> int:
    """How many had their turn in time, at least one; the others are released."""
    stop_at = monotonic() + BATCH_SECONDS
    for done, one in enumerate(claims):
        if done and monotonic() > stop_at:
            release(claims[done:])
            return done
        if begin(one):
            settle(one, _called(one))
    return len(claims)


def _called(one: Claim) -> Outcome:
    try:
        return one.gateway.send(one.sms)
    except Exception:
        # Whatever broke, it may have broken after the gateway took it.
        logger.exception("Gateway %s failed on key %s", one.gateway.name, one.sms.key)
        return Unknown("gateway_failed")


def settle(one: Claim, outcome: Outcome) -> bool:
    """Write what is proven; False if it came after the lease and proves nothing any more."""
    now = timezone.now()
    settled = _meaning(one, outcome, now)
    row = Message.objects.filter(pk=one.message.pk)
    mine = row.filter(state=State.SENDING, lease_token=one.token)
    with transaction.atomic():
        if not mine.move(settled.to, **settled.message):
            if not _still_proves(one, outcome):
                logger.warning("Message %s: an outcome came too late", one.message.public_id)
                return False
            row.move(settled.to, **settled.message)
        Attempt.objects.filter(pk=one.attempt.pk).update(**settled.attempt)
    return True


def _still_proves(one: Claim, outcome: Outcome) -> bool:
    """After the lease: whether the attempt is open, in nobody's hands, and settled by this."""
    message = Message.objects.select_for_update().get(pk=one.message.pk)
    attempt = Attempt.objects.get(pk=one.attempt.pk)
    if message.state != State.UNKNOWN or attempt.ended_at:
        return False
    only_call = attempt.sends == 1  # a refusal of one call says nothing of another
    return isinstance(outcome, Accepted) or (only_call and not isinstance(outcome, Unknown))


def _meaning(one: Claim, outcome: Outcome, now: datetime) -> _Settled:
    match outcome:
        case Accepted(reference, delivered):
            closed = {**_closed(Verdict.ACCEPTED, now), "provider_reference": reference[:LONGEST]}
            times = {"sent_at": now, "delivered_at": now if delivered else None}
            state = State.DELIVERED if delivered else State.ACCEPTED
            return _Settled(state, closed, times)
        case Rejected(code):
            return _Settled(State.REJECTED, _closed(Verdict.REJECTED, now, code))
        case NotAccepted(code, retry_after) if one.attempt.sends == 1:
            wait = max(pause(one.attempt.number), timedelta(seconds=retry_after))
            closed = _closed(Verdict.NOT_ACCEPTED, now, code)
            return _Settled(State.RETRY, closed, {"next_at": now + wait})
        case NotAccepted(code) | Unknown(code):
            # A replay that was not taken says nothing of the first send with the same key.
            still_open = {"verdict": Verdict.UNKNOWN, "detail": code[:LONGEST]}
            again_at = now + pause(one.attempt.sends)
            replay = may_replay(one.attempt, one.gateway, again_at)
            return _Settled(State.UNKNOWN, still_open, {"next_at": again_at if replay else None})


def _closed(verdict: Verdict, now: datetime, code: str = "") -> dict[str, Any]:
    return {"verdict": verdict, "ended_at": now, "detail": code[:LONGEST]}
