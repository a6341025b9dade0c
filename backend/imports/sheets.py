"""What can be imported: each table declared once, by the app whose rows it holds."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.lib.errors import Invalid

Values = Mapping[str, Any]
EMPTY = _("This cell is empty, but it is needed.")


@dataclass(frozen=True)
class Finding:
    """Something to say about a row: `column` is empty when it concerns the whole row."""

    row: int
    text: StrOrPromise
    column: str = ""


@dataclass(frozen=True, kw_only=True)
class Column:
    """One column: its own name, the headings people write, and how a cell is read.

    `read` turns the cell's text into a value or raises Invalid with a sentence.
    """

    name: str
    label: StrOrPromise
    headings: Sequence[str] = ()
    required: bool = False
    read: Callable[[str], Any] = str
    example: str = ""

    def answers_to(self, heading: str) -> bool:
        """Whether `heading` is its name, one of its headings, or its label in any language."""
        return _plain(heading) in map(_plain, [self.name, *self.headings, *self._labels()])

    def _labels(self) -> Iterator[str]:
        for language, _name in settings.LANGUAGES:
            with translation.override(language):
                yield str(self.label)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """One kind of table.

    `look` gets [(row, values)] of the good rows and the user, and returns warnings such as
    possible duplicates; `take` writes one row and says whether it was new. Both may query.
    `may_import` says who.
    """

    name: str
    label: StrOrPromise
    columns: Sequence[Column]
    may_import: Callable[[Any], bool]
    check: Callable[[int, Values], Iterable[Finding]] = field(default=lambda row, values: ())
    look: Callable[[Sequence[tuple[int, Values]], Any], Iterable[Finding]] = field(
        default=lambda rows, user: ()
    )
    take: Callable[[Values, Any], bool]

    def column(self, heading: str) -> Column | None:
        return next((column for column in self.columns if column.answers_to(heading)), None)

    def read_row(self, row: int, cells: Mapping[str, str]) -> tuple[Values, list[Finding]]:
        """The values of one row, and what is wrong with it."""
        values: dict[str, Any] = {}
        wrong: list[Finding] = []
        for column in self.columns:
            text = cells.get(column.name, "")
            if not text:
                if column.required:
                    wrong.append(Finding(row, EMPTY, column.name))
                continue
            try:
                values[column.name] = column.read(text)
            except Invalid as error:
                wrong.append(Finding(row, _sentence(error), column.name))
        if not wrong:
            wrong.extend(self.check(row, values))
        return values, wrong


def _plain(heading: str) -> str:
    return heading.strip().lower().replace("ё", "е")


def _sentence(error: Invalid) -> StrOrPromise:
    return next(iter(error.fields.values()), error.text)


_sheets: dict[str, Sheet] = {}


def register(sheet: Sheet) -> Sheet:
    """Add a table, when Django starts."""
    if sheet.name in _sheets and _sheets[sheet.name] is not sheet:
        raise ValueError(f"The table {sheet.name!r} is declared twice")
    _sheets[sheet.name] = sheet
    return sheet


def get(name: str) -> Sheet:
    """The table called `name`. Raises LookupError."""
    return _sheets[name]


def open_to(user: Any) -> list[Sheet]:
    """The tables `user` may import, by name."""
    return [_sheets[name] for name in names() if _sheets[name].may_import(user)]


def names() -> list[str]:
    return sorted(_sheets)
