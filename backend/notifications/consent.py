"""The last look before a message leaves, inside the claim: may it still go, and now?

What consent means belongs to the apps above this one. Each kind brings a function for it
(`Kind.may_send`); here it is asked, and the hours of the country, the kind and the person are kept.
"""

import logging
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from backend.notifications import contact, holding, hours, kinds
from backend.notifications.gateways.base import Gateway
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


def last_look(message: Message, gateway: Gateway | None, now: datetime) -> HoldBack | Wait | None:
    """None if it may leave now. Queries are those of `may_send` and of the person's hours."""
    kind = kinds.get(message.kind)
    if gateway is None:
        return HoldBack(Reason.BLOCKED)
    if reason := kind.may_send and kind.may_send(message):
        return HoldBack(reason)
    if kind.quiet_hours and gateway.caps.reaches_people:
        own = contact.hours_of(message)
        moment = hours.first_moment(message.phone, kind.hours, own, now)
        if moment != now:
            return Wait(moment or message.expires_at)
    return None


def still_wanted(message: Message) -> bool:
    """Whether the kind still lets the message go; one that cannot be asked lets nothing go.

    In the transaction that begins the call: a person's no is committed before this look, or
    after the call (holding.py).
    """
    may_send = kinds.get(message.kind).may_send
    if may_send is None:
        return True
    try:
        with transaction.atomic():  # a savepoint: a failing look must not spoil what follows
            if message.person:
                holding.stand_by(message.person)
            return not may_send(message)
    except Exception:
        logger.exception("Message %s could not be looked at again", message.public_id)
        return False
