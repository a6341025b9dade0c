"""Taking messages out of the queue: each by one worker, for the length of a lease.

A claim and its attempt are committed first, then the beginning of each call. So a worker that
dies leaves a trace of the key it used, and proof for every message that it never got to.
"""

import uuid
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from backend.notifications import chats, holding, limits
from backend.notifications.consent import still_wanted
from backend.notifications.gateways.base import Gateway, Sms
from backend.notifications.models import Attempt, Message
from backend.notifications.preparing import Ready, prepared
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.states import State

# A dead worker's messages wait for its end and one sweep: 30 seconds.
LEASE = timedelta(seconds=25)
# Whose consent is being changed: look again after it.
HELD_PAUSE = timedelta(seconds=1)
BATCH = 40


@dataclass(frozen=True, slots=True)
class Claim:
    """One message in this worker's hands, for as long as the row carries its token."""

    message: Message
    attempt: Attempt
    gateway: Gateway
    sms: Sms
    token: uuid.UUID
    has_stand_in: bool  # another gateway may be tried at once if this one proves a refusal

    @property
    def tries(self) -> int:
        """How often the message was tried at this gateway, with this attempt (1, 2, …)."""
        return 1 + sum(
            earlier.gateway == self.gateway.name and earlier.pk != self.attempt.pk
            for earlier in self.message.attempts.all()
        )


@dataclass(frozen=True, slots=True)
class Batch:
    """`is_full` counts also those that were held back: there may be more.

    `is_crowded`: more is due, but its gateways have had their calls of this moment.
    """

    is_full: bool
    is_crowded: bool
    claims: list[Claim]


def claim(lane: str, limit: int = BATCH) -> Batch:
    """Lease the next due messages of a lane. Not inside another transaction."""
    now, token = timezone.now(), uuid.uuid4()
    with transaction.atomic(durable=True):
        room = limits.room(lane, now)
        waiting = Message.objects.due(now).filter(lane=lane)
        due = list(
            waiting.exclude(limits.closed_routes(room.is_open))
            .order_by("next_at", "id")
            .select_for_update(skip_locked=True)
            .prefetch_related("attempts")[:limit]
        )
        ready = prepared(due, room, now)
        taken = _within_rates(ready, lane, now)
        _lease(taken, token, now)
        is_crowded = len(taken) < len(ready) or (not due and _is_crowded(waiting, room))
    claims = [
        Claim(one.attempt.message, one.attempt, one.gateway, one.sms, token, one.has_stand_in)
        for one in taken
    ]
    return Batch(len(due) >= limit, is_crowded, claims)


def begin(claims: Sequence[Claim]) -> list[Claim]:
    """Write that these calls begin, under a fresh lease; returns those that may.

    In a transaction that is committed before the calls. From here on it is not known whether
    the messages left, until the outcome is written. The others of a batch may have taken seconds:
    who has said stop meanwhile gets nothing, and a chat that its person has disconnected gets
    nothing either. What was given up or taken back meanwhile is nobody's here.
    """
    free = holding.free(one.message.person for one in claims)
    asked = [one for one in claims if not one.message.person or one.message.person in free]
    wanted = still_wanted([one.message for one in asked])
    begun = _begun([one for one in asked if one.message.pk in wanted and _has_its_chat(one)])
    kept = {one.attempt.pk for one in begun}
    _release([one for one in asked if one.attempt.pk not in kept], timezone.now())
    held = [one for one in claims if one.message.person and one.message.person not in free]
    _release(held, timezone.now() + HELD_PAUSE)
    return begun


def release(claims: Sequence[Claim]) -> None:
    """Give back what this worker will not get to in time: others may take it at once."""
    with transaction.atomic(durable=True):
        _release(claims, timezone.now())


def still_held(claims: Sequence[Claim]) -> set[int]:
    """The messages that are still in the hands of these claims, by primary key; locks them."""
    held = Message.objects.filter(
        pk__in=[one.message.pk for one in claims],
        state=State.SENDING,
        lease_token__in={one.token for one in claims},
    )
    return set(held.order_by("pk").select_for_update(no_key=True).values_list("pk", flat=True))


def _begun(claims: Sequence[Claim]) -> list[Claim]:
    mine = still_held(claims)
    begun = [one for one in claims if one.message.pk in mine]
    Message.objects.filter(pk__in=mine).update(lease_until=timezone.now() + LEASE)
    Attempt.objects.filter(pk__in=[one.attempt.pk for one in begun]).update(sends=F("sends") + 1)
    for one in begun:
        one.attempt.sends += 1
    return begun


def _has_its_chat(one: Claim) -> bool:
    return chats.is_still(one.message, one.sms.chat)


def _release(claims: Sequence[Claim], next_at: datetime) -> None:
    """Those that are still theirs; whoever has said stop is told apart by the next claim."""
    if not claims:
        return
    held = list(
        Attempt.objects.filter(
            pk__in=[one.attempt.pk for one in claims],
            message__state=State.SENDING,
            message__lease_token__in=[one.token for one in claims],
        )
        .select_related("message")
        .select_for_update(of=("message", "self"))
    )
    put_back([attempt for attempt in held if not attempt.sends], next_at)
    # A replay that was not made: its first send is as uncertain as before.
    replays = [attempt for attempt in held if attempt.sends]
    Message.objects.filter(pk__in=[attempt.message_id for attempt in replays]).move(
        State.UNKNOWN, next_at=next_at
    )


def put_back(attempts: list[Attempt], next_at: datetime) -> None:
    """Leased messages whose key was never sent: they wait again, and no try is counted."""
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in attempts]).delete()
    Message.objects.filter(pk__in=[attempt.message_id for attempt in attempts]).move(
        State.QUEUED, next_at=next_at
    )


def _within_rates(ready: list[Ready], lane: str, now: datetime) -> list[Ready]:
    """Those that their gateways may still get now; the others stay as they are."""
    granted = limits.take(Counter(one.gateway.name for one in ready), lane, now)
    taken = []
    for one in ready:
        if granted[one.gateway.name] > 0:
            granted[one.gateway.name] -= 1
            taken.append(one)
    return taken


def _is_crowded(waiting: MessageQuerySet, room: limits.Room) -> bool:
    """Whether something waits for nothing but the next calls of its gateway."""
    if not room.crowded:
        return False
    closed_for_long = limits.closed_routes(lambda name: room.is_open(name) or name in room.crowded)
    return waiting.exclude(closed_for_long).exists()


def _lease(ready: list[Ready], token: uuid.UUID, now: datetime) -> None:
    attempts = [one.attempt for one in ready]
    replayed = [one for one in attempts if one.message.state == State.UNKNOWN]
    Attempt.objects.bulk_create([one for one in attempts if one.message.state != State.UNKNOWN])
    Attempt.objects.filter(pk__in=[attempt.pk for attempt in replayed]).update(verdict="")
    Message.objects.filter(pk__in=[attempt.message_id for attempt in attempts]).move(
        State.SENDING, lease_until=now + LEASE, lease_token=token
    )
