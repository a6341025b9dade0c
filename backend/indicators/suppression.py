"""The tables of the indicators as their reader may see them: a None is too small to show. Pure.

The rule is that of backend/lib/small_groups.py; inside the office nothing is hidden.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from backend.indicators.outcomes import Later, Row
from backend.lib.small_groups import shown

TOGETHER = ("hired", "business", "employed")
LATER_COUNTS = ("asked", "answered", "in_work", "not_reached", "refused")


@dataclass(frozen=True)
class ShownLater:
    """What is known `wave` months later; a None is too small to show."""

    wave: int
    asked: int | None
    answered: int | None
    in_work: int | None
    not_reached: int | None
    refused: int | None
    lower: float | None
    upper: float | None


@dataclass(frozen=True)
class ShownRow:
    group: str
    people: int | None
    steps: dict[str, int | None]
    later: list[ShownLater]


def shown_rows(rows: Sequence[Row], *, hide: bool) -> list[ShownRow]:
    """The outcome table as its reader may see it."""
    people = column([row.people for row in rows], hide)
    steps = {
        code: column([row.steps[code] for row in rows], hide)
        for code in (rows[0].steps if rows else ())
    }
    _hide_together(steps)
    later = {
        (wave, name): column([getattr(row.later[wave], name) for row in rows], hide)
        for wave in (rows[0].later if rows else ())
        for name in LATER_COUNTS
    }
    return [
        ShownRow(
            row.group,
            people[index],
            {code: column[index] for code, column in steps.items()},
            [
                _later(wave, counts, {name: later[wave, name][index] for name in LATER_COUNTS})
                for wave, counts in row.later.items()
            ],
        )
        for index, row in enumerate(rows)
    ]


def column(counts: Sequence[int], hide: bool) -> list[int | None]:
    return shown(counts) if hide else list(counts)


def _hide_together(steps: dict[str, list[int | None]]) -> None:
    """Hired, in business, and either of the two: any two of them tell the third."""
    columns = [steps[code] for code in TOGETHER if code in steps]
    for index in range(len(columns[0]) if columns else 0):
        if any(column[index] is None for column in columns):
            for column in columns:
                column[index] = None


def _later(wave: int, counts: Later, seen: dict[str, int | None]) -> ShownLater:
    """Bounds are shown only where every count they come from is."""
    whole = None not in seen.values()
    return ShownLater(
        wave, **seen, lower=counts.lower if whole else None, upper=counts.upper if whole else None
    )


def words(count: int | None) -> Any:
    """For a table cell: a hidden count is said to be hidden."""
    return "…" if count is None else count
