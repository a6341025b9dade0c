"""What goes wrong at the operator, chosen by lot from a seed, the phone and the call's number.

Only a phone's first calls go wrong, so that a run ends: replays wait 10 s, then 60 s, then 5 min.
"""

from dataclasses import dataclass
from enum import Enum
from random import Random

REFUSED_SHARE = 0.005


class Mishap(Enum):
    NONE = "takes it and says so"
    BUSY = "takes nothing, and says 429"
    CUT_BEFORE = "hangs up and takes nothing"
    CUT_AFTER = "takes it and hangs up"
    ERROR_BEFORE = "takes nothing, and says 500"
    ERROR_AFTER = "takes it, and says 500"
    GARBAGE_BEFORE = "takes nothing, and answers nonsense"
    GARBAGE_AFTER = "takes it, and answers nonsense"
    HANG_BEFORE = "takes nothing, and never answers"
    HANG_AFTER = "takes it, and never answers"

    @property
    def takes_it(self) -> bool:
        return self is Mishap.NONE or self.name.endswith("_AFTER")


SHARES = {
    Mishap.BUSY: 0.005,
    Mishap.CUT_BEFORE: 0.005,
    Mishap.CUT_AFTER: 0.005,
    Mishap.ERROR_BEFORE: 0.003,
    Mishap.ERROR_AFTER: 0.003,
    Mishap.GARBAGE_BEFORE: 0.003,
    Mishap.GARBAGE_AFTER: 0.003,
    Mishap.HANG_BEFORE: 0.0003,
    Mishap.HANG_AFTER: 0.0003,
}


@dataclass(frozen=True, slots=True)
class Luck:
    """`calls`: so many of the first calls for a phone may go wrong; `bad`: shares times this."""

    seed: int
    calls: int = 2
    bad: float = 1.0

    def of_call(self, phone: str, call: int) -> Mishap:
        """What happens to the call (1, 2, …) for a phone."""
        if call > self.calls:
            return Mishap.NONE
        mishaps = [Mishap.NONE, *SHARES]
        shares = [1 - self.bad * sum(SHARES.values()), *(self.bad * one for one in SHARES.values())]
        return self._lot(f"{phone} {call}").choices(mishaps, shares)[0]

    def is_bad_number(self, phone: str) -> bool:
        """Whether every call for this phone is refused for good."""
        return self._lot(phone).random() < self.bad * REFUSED_SHARE

    def _lot(self, what: str) -> Random:
        return Random(f"{self.seed} {what}")  # noqa: S311  not a secret
