"""Some rows of the columns of people, as columns of their own."""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from jobs.matching.arrays import Ints, Lists, People

# Columns that stand beside the values of a list, and whose values these are.
BESIDE = {"levels": "languages", "months": "work"}


def taken(people: People, rows: Ints) -> People:
    """These rows, in this order."""
    places: dict[str, tuple[Ints, Ints]] = {}
    columns: dict[str, Any] = {}
    for name in (field.name for field in fields(people)):
        column = getattr(people, name)
        if isinstance(column, Lists):
            start, at = places[name] = _of(column, rows)
            columns[name] = Lists(start, column.values[at])
        elif name in BESIDE:
            columns[name] = column[places[BESIDE[name]][1]]
        else:
            columns[name] = column[rows]
    return replace(people, **columns)


def _of(lists: Lists, rows: Ints) -> tuple[Ints, Ints]:
    """Where the lists of these rows start side by side, and where their values stand now."""
    lengths = lists.start[rows + 1] - lists.start[rows]
    start = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(lengths, out=start[1:])
    within = np.arange(start[-1]) - np.repeat(start[:-1], lengths)
    return start, np.repeat(lists.start[rows], lengths) + within
