"""When to try again: after proof that nothing was taken, or with the old key where that is safe."""

from datetime import datetime, timedelta
from random import SystemRandom

from backend.notifications.gateways.base import Gateway
from backend.notifications.models import Attempt

DELAYS = (10, 60, 300, 900, 3600)
JITTER = 0.2

_random = SystemRandom()


def pause(tries: int) -> timedelta:
    """How long to wait after `tries` (1, 2, …) of a kind, ±20 % so that crowds spread out."""
    seconds = DELAYS[min(tries, len(DELAYS)) - 1]
    return timedelta(seconds=seconds * _random.uniform(1 - JITTER, 1 + JITTER))


def may_replay(attempt: Attempt, gateway: Gateway, now: datetime) -> bool:
    """Whether the attempt's key may be sent once more without a second SMS."""
    caps = gateway.caps
    return caps.replay_safe and now - attempt.started_at < caps.replay_window
