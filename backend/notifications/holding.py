"""Holding a person's messages while their consent changes: what has not begun does not begin.

    hold(person)    in the transaction that takes a consent back, before its commit
    free(people)    in the transaction that commits the beginning of calls

Both are locks of PostgreSQL that end with the transaction. `hold` lets the calls that have
begun end, so that after its commit no byte of theirs is still to leave. `free` never waits:
what it writes in the same transaction may be what `hold` waits for.
"""

import time
from collections.abc import Iterable
from uuid import UUID

from django.db import connection
from django.utils import timezone

from backend.notifications.gateways.base import CALL_SECONDS
from backend.notifications.models import Message
from backend.notifications.states import State

LOOK_AGAIN = 0.05


def hold(person: UUID) -> None:
    """Returns when no call to this person is under way; after CALL_SECONDS none can be."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_key(person)])
    give_up_at = time.monotonic() + CALL_SECONDS
    while _is_called(person) and time.monotonic() < give_up_at:
        time.sleep(LOOK_AGAIN)


def free(people: Iterable[UUID | None]) -> set[UUID]:
    """Of these people those whose messages nobody holds; nobody will before we commit."""
    by_key = {_key(person): person for person in people if person}
    if not by_key:
        return set()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT key FROM unnest(%s::bigint[]) key WHERE pg_try_advisory_xact_lock_shared(key)",
            [list(by_key)],
        )
        return {by_key[key] for (key,) in cursor.fetchall()}


def _is_called(person: UUID) -> bool:
    """Whether a worker that lives has begun a call and not written its outcome."""
    leased = Message.objects.filter(
        person=person, state=State.SENDING, lease_until__gt=timezone.now()
    )
    return leased.filter(attempts__ended_at=None, attempts__sends__gt=0).exists()


def _key(person: UUID) -> int:
    """A signed 64-bit number; two people who share one wait for each other, and no more."""
    return person.int % 2**64 - 2**63
