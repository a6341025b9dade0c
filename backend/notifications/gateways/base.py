"""What a gateway is: one way to hand a text to an operator, and what its answers prove.

Only what is proven not accepted may be sent again under a new key (messaging.md 3). A
gateway that is not sure says Unknown; it never guesses and never repeats by itself.
"""

from dataclasses import dataclass
from datetime import timedelta
from typing import Literal, Protocol

# A call must end within this; the lease is longer, so that a slow answer still finds its row.
CALL_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Caps:
    """What a gateway can do, so that no code asks for its name.

    `replay_safe`: a second send with the same key within `replay_window` is never a second
    SMS. `reaches_people`: False only for a sandbox, where nobody's night is disturbed.
    """

    replay_safe: bool = False
    replay_window: timedelta = timedelta(0)
    queryable: bool = False
    reports: Literal["push", "poll", "none"] = "none"
    reaches_people: bool = True


@dataclass(frozen=True, slots=True)
class Sms:
    """One text for one phone (E.164), under the key of its attempt."""

    key: str
    phone: str
    text: str


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway has it. `delivered` where its answer is the delivery itself."""

    reference: str = ""
    delivered: bool = False


@dataclass(frozen=True, slots=True)
class Rejected:
    """Refused for good: this text or this number will never be taken."""

    code: str


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Proven that nothing was taken; may be tried again, not before `retry_after` seconds."""

    code: str
    retry_after: int = 0


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been taken."""

    code: str


Outcome = Accepted | Rejected | NotAccepted | Unknown


class Gateway(Protocol):
    name: str
    caps: Caps

    def send(self, sms: Sms) -> Outcome:
        """Hand over one SMS within CALL_SECONDS."""
