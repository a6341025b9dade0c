"""Some rows of the columns of people, as columns of their own."""

from dataclasses import fields, replace
from typing import Any

from jobs.matching.arrays import BESIDE, Ints, Lists, People
from jobs.matching.columns import picked


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
