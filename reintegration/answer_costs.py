"""What an answer to an SMS costs before it is sent."""

from dataclasses import dataclass
from decimal import Decimal

from backend.notifications.overview import preview
from reintegration.actions.staff_inbox import wording
from reintegration.models import Reply


@dataclass(frozen=True, slots=True)
class Count:
    """`cost` in the money of the gateway's account; None where no price is known."""

    text: str
    segments: int
    cost: Decimal | None


def counted(reply: Reply, text: str, language: str) -> Count:
    """The SMS as it would be sent now, to the number that wrote."""
    told = preview(wording(reply, text, language), language, 1)
    fitting = [row for row in told.prices if reply.sms.phone.startswith(row.prefix)]
    route = max(fitting, key=lambda row: len(row.prefix), default=None)
    return Count(told.text, told.segments, route.all if route else None)
