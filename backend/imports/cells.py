"""Reading one cell: numbers, days, yes and no, and words that stand for a choice.

Each function takes the text of a cell and returns a value, or raises Invalid with a sentence.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Choices
from django.utils import translation
from django.utils.translation import gettext as _

from backend.lib.errors import Invalid
from backend.taxonomy.folding import fold

Value = TypeVar("Value")
Read = Callable[[str], Value]

NUMBER = re.compile(r"\d{1,12}")
NO_DECIMALS = re.compile(r"[.,]0+\Z")
DAYS = ("%d.%m.%Y", "%Y-%m-%d", "%d/%m/%Y", "%d.%m.%y")
YES = frozenset({"да", "yes", "ооба", "ha", "иә", "ия", "ҳа", "hawa", "y", "1", "+", "true"})
NO = frozenset({"нет", "no", "жок", "yoq", "жоқ", "не", "ýok", "n", "0", "-", "false"})


def whole(least: int, most: int) -> Read[int]:
    """A whole number from `least` to `most`; spaces between its digits are fine."""

    def read(text: str) -> int:
        digits = NO_DECIMALS.sub("", re.sub(r"[\s\u202f']", "", text))
        if not NUMBER.fullmatch(digits) or not least <= int(digits) <= most:
            words = {"text": text, "least": least, "most": most}
            raise Invalid(_("“%(text)s” is not a number from %(least)s to %(most)s.") % words)
        return int(digits)

    return read


def day(text: str) -> dt.date:
    for pattern in DAYS:
        try:
            return dt.datetime.strptime(text, pattern).date()  # noqa: DTZ007  a day has no zone
        except ValueError:
            continue
    raise Invalid(_("“%(text)s” is not a date. Write it like 24.11.2026.") % {"text": text})


def year(text: str) -> int:
    """A year, also out of a whole date."""
    if re.fullmatch(r"\d{4}", text):
        return int(text)
    try:
        return day(text).year
    except Invalid as error:
        raise Invalid(_("“%(text)s” is not a year.") % {"text": text}) from error


def yes_or_no(text: str) -> bool:
    word = text.strip().casefold()
    if word in YES or fold(text) in YES:
        return True
    if word in NO or fold(text) in NO:
        return False
    raise Invalid(_("“%(text)s” is neither yes nor no.") % {"text": text})


def one_of(choices: type[Choices], also: Mapping[str, Any] | None = None) -> Read[Any]:
    """A member of `choices` by its code, by its label in any language, or by a word of `also`."""

    def read(text: str) -> Any:
        words = _words_of(choices) | {fold(word): value for word, value in (also or {}).items()}
        if (found := words.get(fold(text))) is None:
            known = ", ".join(str(label) for label in choices.labels)
            raise Invalid(
                _("“%(text)s” is not one of: %(known)s.") % {"text": text, "known": known}
            )
        return found

    return read


def several(read: Read[Value]) -> Read[list[Value]]:
    """Values with semicolons between them, or else commas; each once."""

    def read_all(text: str) -> list[Value]:
        between = ";" if ";" in text else ","
        parts = filter(None, (part.strip() for part in text.split(between)))
        return list(dict.fromkeys(map(read, parts)))

    return read_all


def shown(values: Iterable[object]) -> str:
    """What `several` reads; the semicolon behind one alone keeps its commas together."""
    text = "; ".join(map(str, values))
    return f"{text};" if "," in text and ";" not in text else text


def said(yes: bool) -> str:
    """What `yes_or_no` reads."""
    return _("yes") if yes else _("no")


def day_words(value: dt.date | None) -> str:
    """What `day` reads."""
    return f"{value:%d.%m.%Y}" if value else ""


@cache
def _words_of(choices: type[Choices]) -> dict[str, Any]:
    words = {fold(str(member.value)): member for member in choices}
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            words |= {fold(str(member.label)): member for member in choices}
    return words
