"""The last look before a message leaves, inside the claim: may it still go, and now?

What consent means belongs to the apps above this one. Each kind brings a function for it
(`Kind.may_send`); here it is asked, and the hours of the person's country are kept.
"""

from dataclasses import dataclass
from datetime import datetime

from backend.notifications import kinds
from backend.notifications.gateways.base import Gateway
from backend.notifications.models import Message
from backend.notifications.states import Reason


@dataclass(frozen=True, slots=True)
class HoldBack:
    """Never to be sent, and why."""

    reason: str


@dataclass(frozen=True, slots=True)
class Wait:
    """Not before `until`."""

    until: datetime


def last_look(message: Message, gateway: Gateway | None, now: datetime) -> HoldBack | Wait | None:
    """None if the message may leave now. Queries are those of the kind's `may_send`."""
    kind = kinds.get(message.kind)
    if gateway is None:
        return HoldBack(Reason.BLOCKED)
    if reason := kind.may_send and kind.may_send(message):
        return HoldBack(reason)
    if kind.quiet_hours and gateway.caps.reaches_people:
        opening = kind.hours.next_opening(now, message.phone)
        return Wait(opening) if opening else None
    return None
