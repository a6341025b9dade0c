"""The look before messages leave: by which gateway, and may they go now?

Everything here happens inside the claim, under the locks of their rows.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from backend.lib.savepoints import together
from backend.notifications import chats
from backend.notifications.asking import ask_later
from backend.notifications.consent import HoldBack, Known, Wait, known_of, last_look
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Gateway, Sms
from backend.notifications.gateways.telegram import TELEGRAM
from backend.notifications.limits import Room
from backend.notifications.models import Attempt, Message
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.retries import may_replay
from backend.notifications.states import State

# A message whose check fails waits this long, so that it does not stop the others.
BROKEN_PAUSE = timedelta(minutes=1)
# A replay whose gateway can take nothing now waits this long.
CLOSED_PAUSE = timedelta(seconds=5)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Ready:
    """A message that may leave, with its attempt (unsaved, unless it is a replay)."""

    attempt: Attempt
    gateway: Gateway
    sms: Sms
    has_stand_in: bool


def prepared(messages: Sequence[Message], room: Room, now: datetime) -> list[Ready]:
    """Those that may leave; that others were put off, held back or parked is written at once."""

    def looked_at(those: Sequence[Message]) -> dict[int, Ready]:
        known = known_of(those)
        looks = {one.pk: _looked_at(one, known, room, now) for one in those}
        return {pk: ready for pk, ready in looks.items() if ready}

    def broken(message: Message, error: Exception) -> None:
        logger.error("Message %s could not be prepared", message.public_id, exc_info=error)
        _put_off(message, now + BROKEN_PAUSE)

    return list(together(messages, looked_at, broken).values())


def _looked_at(message: Message, known: Known, room: Room, now: datetime) -> Ready | None:
    ways = chats.route(message, works=room.is_at_work(TELEGRAM))
    open_ways = _open_gateways(message, ways, room)
    attempt = _attempt_for(message, open_ways, now)
    if not attempt.gateway and ways:
        _put_off(message, now + CLOSED_PAUSE)  # not by its chat, and no SMS gateway is open
        return None
    gateway = routing.gateway(attempt.gateway) if attempt.gateway else None
    match last_look(message, gateway, known, now):
        case HoldBack(reason):
            _hold_back(message, reason, now)
        case Wait(until):
            _put_off(message, until)
        case None if gateway is not None:
            if message.state == State.UNKNOWN and not may_replay(attempt, gateway, now):
                _park(message, now)
            elif not room.is_open(gateway.name):
                _put_off(message, now + CLOSED_PAUSE)  # only a replay comes here: it has no choice
            else:
                chat = chats.chat_of(message) if gateway.name == TELEGRAM else ""
                sms = Sms(attempt.provider_key, message.phone, message.text, chat)
                return Ready(attempt, gateway, sms, _has_stand_in(attempt, open_ways))
    return None


def _attempt_for(message: Message, open_ways: Sequence[str], now: datetime) -> Attempt:
    """The open attempt of an uncertain message, or a new one (unsaved) on today's route."""
    attempts = message.attempts.all()
    if message.state == State.UNKNOWN:
        attempt = next(one for one in attempts if one.ended_at is None)
        attempt.message = message
        return attempt
    return Attempt(
        message=message,
        number=len(attempts) + 1,
        gateway=next(iter(open_ways), ""),
        started_at=now,
    )


def _open_gateways(message: Message, ways: Sequence[str], room: Room) -> list[str]:
    """Of its ways, those that may take it: the least tried first, then in the route's order.

    Every earlier attempt of a message that waits is proven not taken, so each may be tried.
    """
    tried = Counter(attempt.gateway for attempt in message.attempts.all())
    return sorted(filter(room.is_open, ways), key=lambda name: tried[name])


def _has_stand_in(attempt: Attempt, open_ways: Sequence[str]) -> bool:
    """Whether another gateway of the route has been tried no more often than this one."""
    tried = Counter(one.gateway for one in attempt.message.attempts.all())
    others = [name for name in open_ways if name != attempt.gateway]
    return any(tried[name] <= tried[attempt.gateway] for name in others)


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
