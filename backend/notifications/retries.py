"""When to try again: after proof that nothing was taken, or with the old key where that is safe."""

from datetime import datetime, timedelta
from random import SystemRandom

from backend.notifications.gateways.base import Gateway, Polled
from backend.notifications.models import Attempt

DELAYS = (10, 60, 300, 900, 3600)
JITTER = 0.2
# The first question what became of an SMS, where only questions tell it, and where a callback may
# have been lost.
POLL_AFTER = 60
CALLBACK_PATIENCE = timedelta(hours=1)
# Between questions about an uncertain message: at 30 s, 2 min, 10 min, then every hour.
ASK_DELAYS = (30, 90, 480, 3600)
# A gateway may not know yet what it has just taken: only two denials so far apart are a proof.
PROOF_OF_ABSENCE = timedelta(seconds=60)

_random = SystemRandom()


def pause(tries: int) -> timedelta:
    """How long to wait after `tries` (1, 2, …) of a kind, ±20 % so that crowds spread out."""
    return _spread(DELAYS[min(tries, len(DELAYS)) - 1])


def ask_pause(asks: int) -> timedelta:
    """How long to wait after `asks` (0, 1, …) questions to a gateway."""
    return _spread(ASK_DELAYS[min(asks, len(ASK_DELAYS) - 1)])


def first_question(gateway: Gateway, now: datetime) -> datetime | None:
    """When to ask about a send whose answer was lost; None if this gateway cannot say."""
    return now + ask_pause(0) if gateway.caps.queryable else None


def first_poll(gateway: Gateway, now: datetime) -> datetime | None:
    """When to ask what became of an SMS that was taken; late where a callback should tell it."""
    if not isinstance(gateway, Polled):
        return None
    return now + (_spread(POLL_AFTER) if gateway.caps.reports == "poll" else CALLBACK_PATIENCE)


def _spread(seconds: float) -> timedelta:
    return timedelta(seconds=seconds * _random.uniform(1 - JITTER, 1 + JITTER))


def may_replay(attempt: Attempt, gateway: Gateway, now: datetime) -> bool:
    """Whether the attempt's key may be sent once more without a second SMS."""
    caps = gateway.caps
    return caps.replay_safe and now - attempt.started_at < caps.replay_window
