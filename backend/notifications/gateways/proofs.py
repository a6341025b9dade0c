"""What a gateway's answer proves, as data: each gateway's codes are a table of these."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from enum import Enum

from backend.notifications.gateways.base import (
    Accepted,
    NotAccepted,
    Outcome,
    Rejected,
    Unknown,
)
from backend.notifications.gateways.http import Reply
from backend.notifications.gateways.reading import safe_code

LONGEST_WAIT = 3600


class Proof(Enum):
    TAKEN = "taken"
    REFUSED = "this number or this text will never be taken"
    NOT_NOW = "not taken, another time it may be"
    STOPPED = "not taken, nor anything else until a person acts"
    UNSURE = "the sources contradict each other"


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a gateway. `meaning` is kept with the attempt: plain words, no data."""

    proof: Proof
    meaning: str
    retry_after: int = 0


Codes = Mapping[str, Code]


def taken(meaning: str) -> Code:
    return Code(Proof.TAKEN, meaning)


def refused(meaning: str) -> Code:
    return Code(Proof.REFUSED, meaning)


def not_now(meaning: str, retry_after: int = 0) -> Code:
    return Code(Proof.NOT_NOW, meaning, retry_after)


def stopped(meaning: str) -> Code:
    return Code(Proof.STOPPED, meaning)


def unsure(meaning: str) -> Code:
    return Code(Proof.UNSURE, meaning)


def outcome(code: str, codes: Codes, accepted: Accepted | None = None) -> Outcome:
    """What `code` proves; a code that no source lists proves nothing."""
    found = codes.get(code, Code(Proof.UNSURE, "not documented"))
    detail = f"{safe_code(code)} {found.meaning}"
    match found.proof:
        case Proof.TAKEN:
            return accepted or Accepted()
        case Proof.REFUSED:
            return Rejected(detail)
        case Proof.NOT_NOW:
            return NotAccepted(detail, found.retry_after)
        case Proof.STOPPED:
            return NotAccepted(detail, needs_person=True)
        case Proof.UNSURE:
            return Unknown(detail)


def by_status(reply: Reply) -> Outcome | None:
    """What the HTTP status alone proves (messaging.md 3.1); None: read the body."""
    code = f"http_{reply.status}"
    if reply.status in (401, 403):
        return NotAccepted(code, needs_person=True)
    if reply.status == 429:
        return NotAccepted(code, retry_after=retry_after(reply))
    if reply.status >= 500 or reply.status in range(300, 400):
        # Also 503: a machine in front may say so after it has handed the request on.
        return Unknown(code)
    return None


def retry_after(reply: Reply) -> int:
    """Seconds of Retry-After, which is a number or a date (RFC 9110 10.2.3); 0 if neither."""
    text = reply.headers.get("retry-after", "").strip()
    if text.isascii() and text.isdigit():
        return min(int(text[:6]), LONGEST_WAIT)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return 0
    seconds = (until.replace(tzinfo=until.tzinfo or UTC) - datetime.now(UTC)).total_seconds()
    return max(0, min(int(seconds), LONGEST_WAIT))
