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

    def fits(line: str) -> bool:
        return with_line(text, line, language) != text

    lines = (last_line(person, language, fits) for last_line in _known)
    return next((with_line(text, line, language) for line in lines if line), text)


def with_line(text: str, line: str, language: str) -> str:
    """`text` and `line`; `text` alone where the line would cost an SMS or a letter."""
    longer = for_sms(f"{text}\n{line}", language)
    is_free = segments(longer) == segments(text) and longer.startswith(text)
    return longer if is_free else text
