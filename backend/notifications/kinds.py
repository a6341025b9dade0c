"""The kinds of message: each declared once, by the app it belongs to, when Django starts.

    # <app>/notices.py, imported from the app's AppConfig.ready()
    register(Kind(name="training.seat_free", lane=Lane.NORMAL, text=seat_free, …))

A half-defined or double one stops the start, so that no message can be sent without its
lane, its life and its rule of consent.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import TYPE_CHECKING, Any

from backend.notifications.hours import NOTICE, Hours
from backend.notifications.states import Lane

if TYPE_CHECKING:
    from backend.notifications.models import Message

Text = Callable[[Mapping[str, Any]], str]
KeptBack = Callable[[Sequence["Message"]], Mapping[int, str]]

NAME = re.compile(r"[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)*")
LONGEST_NAME = 64


class ByChat(Enum):
    """Whether a kind goes to the chat of a person who chose one; its value is shown in the docs."""

    NEVER = "no"
    ONLY = "yes"  # a chat that does not take it costs the message, not an SMS
    OR_SMS = "yes, else SMS"


@dataclass(frozen=True, slots=True, kw_only=True)
class Kind:
    """What the service knows about one kind of message.

    `text(context)` writes it in the language that is active at the call. `kept_back(messages)`
    is asked inside the claim, moments before they leave, and says by primary key which may not,
    and why (states.Reason). `purpose` is the consent it rests on, and so what a person who says
    stop ends; one that names a purpose must bring its `kept_back`. `secret` texts are encrypted
    at rest and blanked once taken. `longest` makes the longest realistic context, which takes
    at most `segments` SMS in every language (tests/notifications/test_budgets.py).
    """

    name: str
    lane: str
    text: Text
    expires_after: timedelta
    audience: str
    purpose: str | None = None
    secret: bool = False
    quiet_hours: bool = True
    hours: Hours = NOTICE
    kept_back: KeptBack | None = None
    segments: int = 1
    longest: Callable[[], Mapping[str, Any]] = dict
    by_chat: ByChat = ByChat.NEVER

    def __post_init__(self) -> None:
        if wrong := self._what_is_wrong():
            raise ValueError(f"Message kind {self.name!r}: {wrong}")

    def _what_is_wrong(self) -> str | None:
        if not NAME.fullmatch(self.name) or len(self.name) > LONGEST_NAME:
            return "the name is <app>.<what>, small letters"
        if self.lane not in Lane.values:
            return f"the lane is one of {', '.join(Lane.values)}"
        if not callable(self.text):
            return "text is a function of the context"
        if self.expires_after <= timedelta(0):
            return "it must live some time"
        if not self.audience.strip():
            return "say who gets it"
        if self.secret and self.by_chat is not ByChat.NEVER:
            return "a secret text never goes to a chat"
        if self.purpose is not None and self.kept_back is None:
            return f"it rests on consent to {self.purpose!r}: kept_back must look it up"
        return None


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> Kind:
    """Add a kind. The same name with another meaning is an error; the same object is not."""
    if _kinds.setdefault(kind.name, kind) != kind:
        raise ValueError(f"Message kind {kind.name!r} is declared twice")
    return kind


def get(name: str) -> Kind:
    """The kind called `name`. Raises LookupError."""
    try:
        return _kinds[name]
    except KeyError:
        raise LookupError(f"No app declares the message kind {name!r}") from None


def all_kinds() -> list[Kind]:
    """Every kind, by name: for docs and staff pages."""
    return [_kinds[name] for name in sorted(_kinds)]
