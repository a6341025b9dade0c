"""What a gateway is: one way to hand a text to an operator, and what its answers prove.

Only what is proven not accepted may be sent again under a new key (messaging.md 3). A
gateway that is not sure says Unknown; it never guesses and never repeats by itself.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Literal, Protocol, runtime_checkable

from backend.notifications.states import State

# A call must end within this; the lease is longer, so that a slow answer still finds its row.
CALL_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Caps:
    """What a gateway can do, so that no code asks for its name.

    `replay_safe`: a second send with the same key within `replay_window` is never a second
    SMS. `reaches_people`: False only for a sandbox, where nobody's night is disturbed.
    `signed`: its callbacks prove who wrote them; others are hints, known by a secret address
    only, and what they say that matters is asked again. `poll_batch`: how many SMS one `poll`
    may ask about.
    """

    replay_safe: bool = False
    replay_window: timedelta = timedelta(0)
    queryable: bool = False
    reports: Literal["push", "poll", "none"] = "none"
    reaches_people: bool = True
    signed: bool = False
    poll_batch: int = 1


@dataclass(frozen=True, slots=True)
class Sms:
    """One text for one phone (E.164), under the key of its attempt.

    `chat` is where the person gets it instead, at a gateway that writes to chats.
    """

    key: str
    phone: str
    text: str
    chat: str = ""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The gateway has it. `delivered` where its answer is the delivery itself.

    `segments` and `cost` (in the account's currency) as the gateway counts them; 0 and None
    where it does not say.
    """

    reference: str = ""
    delivered: bool = False
    segments: int = 0
    cost: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Refused for good: this text or this number will never be taken.

    `way_closed`: nor anything else for this chat; the person blocked us, or it is gone.
    """

    code: str
    way_closed: bool = False


@dataclass(frozen=True, slots=True)
class NotAccepted:
    """Proven that nothing was taken; may be tried again, not before `retry_after` seconds.

    `needs_person`: this gateway takes nothing until somebody acts (no money, wrong password).
    """

    code: str
    retry_after: int = 0
    needs_person: bool = False


@dataclass(frozen=True, slots=True)
class Unknown:
    """It may or may not have been taken."""

    code: str


@dataclass(frozen=True, slots=True)
class NotFound:
    """The gateway says that it knows of no such SMS; too early, it may be wrong."""


Outcome = Accepted | Rejected | NotAccepted | Unknown
Answer = Accepted | Rejected | NotFound | Unknown


@dataclass(frozen=True, slots=True)
class Sent:
    """One send to be asked about: by our key, the gateway's reference, or phone, time and text."""

    key: str
    phone: str
    since: datetime
    reference: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of one SMS, named by our key or by the gateway's reference.

    `state` is ACCEPTED (it has it, and no more is known), SENT, DELIVERED, UNDELIVERED or
    EXPIRED_AT_PROVIDER. `detail` is the gateway's own word. `segments`: how many SMS it bills,
    0 where it does not say.
    """

    state: State
    key: str = ""
    reference: str = ""
    detail: str = ""
    segments: int = 0


class BadCallback(Exception):
    """A callback that is forged, malformed or not of this gateway: nothing in it counts."""


@dataclass(frozen=True, slots=True)
class Inbound:
    """An SMS from a person: E.164 phone, text as written. `reference` names it at the gateway."""

    phone: str
    text: str
    to: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True)
class Balance:
    """An amount of money; `currency` is ISO 4217, or "" where the gateway does not say."""

    amount: Decimal
    currency: str


class Gateway(Protocol):
    name: str
    caps: Caps

    def send(self, sms: Sms) -> Outcome:
        """Hand over one SMS within CALL_SECONDS."""


@runtime_checkable
class Queryable(Protocol):
    """Can be asked whether it took an SMS whose answer was lost (`caps.queryable`)."""

    def query(self, sent: Sent) -> Answer: ...


@runtime_checkable
class Reporting(Protocol):
    """Calls back with reports (`caps.reports == "push"`)."""

    def read_callback(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        """The reports in one callback to `url`. Raises BadCallback."""


@runtime_checkable
class Polled(Protocol):
    """Tells what became of SMS when asked (`caps.reports == "poll"`)."""

    def poll(self, sent: Sequence[Sent]) -> Sequence[Report]: ...


@runtime_checkable
class Prepaid(Protocol):
    """Can say how much money is left."""

    def balance(self) -> Balance | None:
        """None if it does not answer."""


@runtime_checkable
class Replying(Protocol):
    """Hands on what people answer."""

    def read_inbound(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        """The SMS in one callback to `url`. Raises BadCallback."""


@runtime_checkable
class Priced(Protocol):
    """Can say what an SMS would cost, without sending it."""

    def price(self, sms: Sms) -> Balance | None:
        """None if it does not answer."""
