"""The last look before messages leave, inside the claim: may they still go, and now?

What consent means belongs to the apps above this one. Each kind brings a function for it
(`Kind.kept_back`); here it is asked, and the hours of the country, the kind and the person are
kept.
"""

import logging
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from backend.lib.savepoints import together
from backend.notifications import contact, hours, kinds
from backend.notifications.gateways.base import Gateway
from backend.notifications.hours import Hours
from backend.notifications.models import Message
from backend.notifications.states import Reason

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Never to be sent, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until`."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the apps above say of messages, by primary key."""

    kept_back: dict[int, str]
    hours: dict[int, Hours]


def known_of(messages: Sequence[Message]) -> Known:
    """A few queries for all of them. Raises whatever a kind's function raises."""
    quiet = [one for one in messages if kinds.get(one.kind).quiet_hours]
    return Known(_kept_back(messages), contact.hours_of(quiet))


def last_look(
    message: Message, gateway: Gateway | None, known: Known, now: datetime
) -> HoldBack | Wait | None:
    """None if it may leave now."""
    kind = kinds.get(message.kind)
    if gateway is None:
        return HoldBack(Reason.BLOCKED)
    if reason := known.kept_back.get(message.pk):
        return HoldBack(reason)
    if kind.quiet_hours and gateway.caps.reaches_people:
        own = known.hours.get(message.pk)
        moment = hours.first_moment(message.phone, kind.hours, own, now)
        if moment != now:
            return Wait(moment or message.expires_at)
    return None


def still_wanted(messages: Sequence[Message]) -> set[int]:
    """Those that their kinds still let go; one that cannot be asked about does not go.

    In the transaction that begins their calls, after `holding.free`: a person's no is committed
    before this look, or after the call.
    """
    return set(together(messages, _wanted, _not_asked))


def _wanted(messages: Sequence[Message]) -> dict[int, None]:
    refused = _kept_back(messages)
    return {one.pk: None for one in messages if one.pk not in refused}


def _not_asked(message: Message, error: Exception) -> None:
    logger.error("Message %s could not be looked at again", message.public_id, exc_info=error)


def _kept_back(messages: Sequence[Message]) -> dict[int, str]:
    by_kind: dict[str, list[Message]] = defaultdict(list)
    for message in messages:
        by_kind[message.kind].append(message)
    found: dict[int, str] = {}
    for name, those in by_kind.items():
        if ask := kinds.get(name).kept_back:
            found |= ask(those)
    return found
