"""What is done to a house in a run, how often, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from random import Random

from tests.faults.mishaps import Luck

# Of what is to be sent: blows fall in between, at random.
FIRST, LAST = 0.03, 0.9


class Blow(Enum):
    """`kill -9` of it, if it does not say otherwise."""

    WORKER = "worker of normal and bulk"
    CODES = "worker of codes and the sweep"
    ALL = "both workers and beat at once"
    CHILD = "one process of a worker's pool"
    BEAT = "beat"
    POSTGRES = "PostgreSQL"
    REDIS = "Redis"
    FLUSH = "FLUSHALL"


# How many whole workers die in each.
WORKERS = {Blow.WORKER: 1, Blow.CODES: 1, Blow.ALL: 2}


@dataclass(frozen=True, slots=True)
class Plan:
    """`messages`: committed to each gateway. `ahead`: how many producers may be before the ledger.

    `hurry`: what waits for time waits no longer, so that a run takes seconds: sweeps come every
    second, pauses end at once, and leases as soon as nothing moves.
    """

    messages: int
    blows: Mapping[Blow, int]
    luck: Luck
    ahead: int
    producers: int = 2
    hurry: bool = False

    def moments(self, lot: Random) -> list[tuple[float, Blow]]:
        """Each blow with the share of the messages after which it falls."""
        blows = [blow for blow, times in self.blows.items() for _ in range(times)]
        lot.shuffle(blows)
        shares = sorted(lot.uniform(FIRST, LAST) for _ in blows)
        return list(zip(shares, blows, strict=True))
