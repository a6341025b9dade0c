"""What an answer of a gateway means for a message and its attempt: values to write, no writing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from backend.notifications.gateways.base import Accepted, Rejected
from backend.notifications.states import State, Verdict

# What a gateway says of itself is kept up to here.
LONGEST = 64


@dataclass(frozen=True, slots=True)
class Settled:
    """Where an answer takes the message, and what else is written."""

    to: State
    attempt: dict[str, Any]
    message: dict[str, Any] = field(default_factory=dict)


def accepted(outcome: Accepted, now: datetime) -> Settled:
    attempt = {
        **closed(Verdict.ACCEPTED, now),
        "provider_reference": outcome.reference[:LONGEST],
    }
    state = State.DELIVERED if outcome.delivered else State.ACCEPTED
    return Settled(
        state, attempt, {"sent_at": now, "delivered_at": now if outcome.delivered else None}
    )


def rejected(outcome: Rejected, now: datetime) -> Settled:
    return Settled(State.REJECTED, closed(Verdict.REJECTED, now, outcome.code))


def closed(verdict: Verdict, now: datetime, code: str = "") -> dict[str, Any]:
    """The end of an attempt: nothing more is asked about it."""
    return {"verdict": verdict, "ended_at": now, "detail": code[:LONGEST], "ask_at": None}
