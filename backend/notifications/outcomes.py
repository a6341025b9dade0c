"""What an answer of a gateway means for a message and its attempt: values to write, no writing."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from backend.notifications.gateways.base import Accepted, Gateway, Rejected
from backend.notifications.retries import first_poll
from backend.notifications.states import State, Verdict

# What a gateway says of itself is kept up to here.
LONGEST = 64
LONGEST_REFERENCE = 128


@dataclass(frozen=True, slots=True)
class Settled:
    """Where an answer takes the message, and what else is written."""

    to: State
    attempt: dict[str, Any]
    message: dict[str, Any] = field(default_factory=dict)


def accepted(gateway: Gateway, outcome: Accepted, now: datetime) -> Settled:
    written = {
        **closed(Verdict.ACCEPTED, now),
        "provider_reference": outcome.reference[:LONGEST_REFERENCE],
        "ask_at": None if outcome.delivered else first_poll(gateway, now),
    }
    state = State.DELIVERED if outcome.delivered else State.ACCEPTED
    times = {"sent_at": now, "delivered_at": now if outcome.delivered else None}
    return Settled(state, written, times)


def rejected(outcome: Rejected, now: datetime) -> Settled:
    return Settled(State.REJECTED, closed(Verdict.REJECTED, now, outcome.code))


def closed(verdict: Verdict, now: datetime, code: str = "") -> dict[str, Any]:
    """The end of an attempt: nothing more is asked about it."""
    return {"verdict": verdict, "ended_at": now, "detail": code[:LONGEST], "ask_at": None}
