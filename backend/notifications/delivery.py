"""Sending what is due in a lane: claimed in batches, called side by side, settled in groups.

Each turn is one transaction: it writes what the calls that are over have proven and that the
next ones begin. Committed, the next ones leave. So one commit serves many messages, and no byte
of a message leaves before its beginning is written.
"""

import logging
from collections import deque
from collections.abc import Sequence
from time import monotonic, sleep

from django.conf import settings
from django.db import InterfaceError, OperationalError, connection, transaction

from backend.notifications.calls import Calls
from backend.notifications.claims import BATCH, Claim, begin, claim, release
from backend.notifications.settling import Ended, note_refusals, settle

# A batch is at work so long, then gives back the rest. With the last call it ends inside the lease.
BATCH_SECONDS = 5.0
# How long to wait for the next calls that a gateway's rate allows.
CROWDED_SECONDS = 0.1
# Pauses before what was proven is tried to be written again; all of them end inside the lease.
PATIENCE = (0.5, 1.0, 2.0, 3.0)

logger = logging.getLogger(__name__)


def drain(lane: str, *, seconds: float = 20.0) -> bool:
    """Send what is due in a lane; False if the time was up before the queue was empty."""
    stop_at = monotonic() + seconds
    limit = BATCH
    with Calls(settings.SMS_CALLS_AT_ONCE) as calls:
        while monotonic() < stop_at:
            batch = claim(lane, limit)
            done = _worked_off(batch.claims, calls)
            if done < len(batch.claims):
                limit = done  # a slow gateway: what it cannot take now is for other workers
            elif batch.is_crowded and not batch.claims:
                sleep(CROWDED_SECONDS)
            elif not batch.claims and not batch.is_full:
                return True  # not before an empty look: another gateway gets a refused one at once
    return False


def _worked_off(claims: Sequence[Claim], calls: Calls) -> int:
    """How many had their turn in time, at least one; the others are released."""
    stop_at = monotonic() + BATCH_SECONDS
    waiting, late, ended = deque(claims), list[Claim](), list[Ended]()
    while waiting or ended:
        if waiting and monotonic() > stop_at and len(waiting) < len(claims):
            late.extend(waiting)
            waiting.clear()
            release(late)
        turn = [waiting.popleft() for _ in range(min(calls.free, len(waiting)))]
        calls.start(_turned(ended, turn))
        ended = calls.ended()
    return len(claims) - len(late)


def _turned(ended: Sequence[Ended], turn: Sequence[Claim]) -> list[Claim]:
    """Commit what was proven and which calls begin; returns those to be made now.

    What gateways have answered is not dropped because PostgreSQL was away for a moment: it is
    written on another connection. If the lost commit had come through, that changes nothing,
    but that a call counts as two and proves less.
    """
    for pause in PATIENCE:
        try:
            return _committed(ended, turn)
        except (OperationalError, InterfaceError) as error:
            logger.warning("The database is away (%s); again in %s s", type(error).__name__, pause)
            connection.close()
            sleep(pause)
    return _committed(ended, turn)


def _committed(ended: Sequence[Ended], turn: Sequence[Claim]) -> list[Claim]:
    with transaction.atomic(durable=True):
        settle(ended)
        begun = begin(turn)
    note_refusals(ended)
    return begun
