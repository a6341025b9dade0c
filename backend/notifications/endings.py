"""The last line of a message that a person may stop: how to, where that costs no SMS more.

Who has which way to stop is known to the app that keeps consents; it stands above this one and
registers itself.
"""

from collections.abc import Callable
from uuid import UUID

from backend.notifications.encoding import for_sms, segments

Fits = Callable[[str], bool]
# For a person (the public id of the file) in a language; "" if there is none, or none that fits.
LastLine = Callable[[UUID, str, Fits], str]

_known: list[LastLine] = []


def register(last_line: LastLine) -> None:
    """From an AppConfig.ready(). Registering the same again changes nothing."""
    if last_line not in _known:
        _known.append(last_line)


def ended(text: str, *, person: UUID, language: str) -> str:
    """`text`, as `for_sms` wrote it, with its last line if the text itself stays as it is."""

    def with_line(line: str) -> str:
        return for_sms(f"{text}\n{line}", language)

    def fits(line: str) -> bool:
        longer = with_line(line)
        return segments(longer) == segments(text) and longer.startswith(text)

    lines = (last_line(person, language, fits) for last_line in _known)
    return next((with_line(line) for line in lines if line), text)
