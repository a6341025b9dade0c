"""Some rows of the columns of people, as columns of their own."""

from dataclasses import fields, replace
from typing import Any

import numpy as np

from jobs.matching.arrays import BESIDE, Ints, Lists, People


def taken(people: People, rows: Ints) -> People:
    """These rows, in this order."""
    beside = {lists: name for name, lists in BESIDE.items()}
    columns: dict[str, Any] = {}
    for name in (field.name for field in fields(people) if field.name not in BESIDE):
        column = getattr(people, name)
        if isinstance(column, Lists):
            other = beside.get(name)
            columns[name], along = picked(column, rows, getattr(people, other) if other else None)
            if other:
                columns[other] = along
        else:
            columns[name] = column[rows]
    return replace(people, **columns)


def picked(lists: Lists, rows: Ints, beside: Ints | None = None) -> tuple[Lists, Ints]:
    """The lists of these rows; what stands beside the values comes along."""
    first = lists.start[rows]
    lengths = lists.start[rows + 1] - first
    start = np.zeros(len(rows) + 1, np.int64)
    np.cumsum(lengths, out=start[1:])
    at = np.arange(start[-1]) + np.repeat(first - start[:-1], lengths)
    values = lists.values[at]
    return Lists(start, values), values if beside is None else beside[at]
