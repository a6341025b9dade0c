"""Handing claimed messages to their gateways and writing down what was proven."""

import logging
from datetime import datetime, timedelta
from time import monotonic, sleep

from django.db import transaction
from django.utils import timezone

from backend.notifications import chats, costs, limits
from backend.notifications.claims import BATCH, Claim, begin, claim, release
from backend.notifications.gateways.base import Accepted, NotAccepted, Outcome, Rejected, Unknown
from backend.notifications.models import Attempt, Message
from backend.notifications.outcomes import LONGEST, Settled, accepted, closed, rejected
from backend.notifications.retries import first_question, may_replay, pause
from backend.notifications.states import State, Verdict

# A batch is at work so long, then gives back the rest. With the last call it ends inside the lease.
BATCH_SECONDS = 5.0
# How long to wait for the next calls that a gateway's rate allows.
CROWDED_SECONDS = 0.1

logger = logging.getLogger(__name__)


def drain(lane: str, *, seconds: float = 20.0) -> bool:
    """Send what is due in a lane; False if the time was up before the queue was empty."""
    stop_at = monotonic() + seconds
    limit = BATCH
    while monotonic() < stop_at:
        batch = claim(lane, limit)
        done = _worked_off(batch.claims)
        if done < len(batch.claims):
            limit = done  # a slow gateway: what it cannot take now is for other workers
        elif batch.is_crowded and not batch.claims:
            sleep(CROWDED_SECONDS)
        elif not batch.claims and not batch.is_full:
            return True  # not before an empty look: what one gateway refused, another gets at once
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
        billed = costs.bill(one.attempt, outcome, now)
        Attempt.objects.filter(pk=one.attempt.pk).update(**settled.attempt, **billed)
        if isinstance(outcome, Rejected) and outcome.way_closed:
            chats.lost(one.sms.chat)
    if isinstance(outcome, NotAccepted):
        limits.note_refusal(one.gateway.name, outcome, now)
    return True


def _still_proves(one: Claim, outcome: Outcome) -> bool:
    """After the lease: whether the attempt is open, in nobody's hands, and settled by this."""
    message = Message.objects.select_for_update().get(pk=one.message.pk)
    attempt = Attempt.objects.get(pk=one.attempt.pk)
    if message.state != State.UNKNOWN or attempt.ended_at:
        return False
    only_call = attempt.sends == 1  # a refusal of one call says nothing of another
    return isinstance(outcome, Accepted) or (only_call and not isinstance(outcome, Unknown))


def _meaning(one: Claim, outcome: Outcome, now: datetime) -> Settled:
    match outcome:
        case Accepted():
            return accepted(one.gateway, outcome, now)
        case Rejected(code) if chats.goes_on_by_sms(one.message, one.gateway.name):
            return Settled(State.RETRY, closed(Verdict.REJECTED, now, code), {"next_at": now})
        case Rejected():
            return rejected(outcome, now)
        case NotAccepted(code, retry_after) if one.attempt.sends == 1:
            wait = max(pause(one.tries), timedelta(seconds=retry_after))
            again_at = now if one.has_stand_in else now + wait
            ended = closed(Verdict.NOT_ACCEPTED, now, code)
            return Settled(State.RETRY, ended, {"next_at": again_at})
        case NotAccepted(code) | Unknown(code):
            return _uncertain(one, code, now)


def _uncertain(one: Claim, code: str, now: datetime) -> Settled:
    """Also a replay that was not taken: it says nothing of the first send with the same key."""
    again_at = now + pause(one.attempt.sends)
    replay = may_replay(one.attempt, one.gateway, again_at)
    still_open = {
        "verdict": Verdict.UNKNOWN,
        "detail": code[:LONGEST],
        "ask_at": None if replay else first_question(one.gateway, now),
    }
    return Settled(State.UNKNOWN, still_open, {"next_at": again_at if replay else None})
