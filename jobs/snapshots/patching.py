"""Some rows of the columns replaced, added or taken out, the others untouched."""

from dataclasses import fields, replace
from typing import Any, TypeVar

import numpy as np

from jobs.matching.arrays import BESIDE, Ints, Lists, Openings, People
from jobs.snapshots.room import Cut, spliced, spliced_starts

Table = TypeVar("Table", People, Openings)

# Up to so many cuts are made one by one, each moving what follows it.
FEW_CUTS = 4


def patched(old: Table, ids: Ints, new: Table) -> Table:
    """The rows of `ids` (ascending) as `new` has them; those that `new` lacks go.

    Columns are written in place where they can be, so `old` is spent.
    """
    cuts = _cuts(old.id, ids, new.id)
    lists = [field.name for field in fields(old) if isinstance(getattr(old, field.name), Lists)]
    inner = {name: _inner(getattr(old, name), getattr(new, name), cuts) for name in lists}
    columns: dict[str, Any] = {}
    for name in (field.name for field in fields(old)):
        mine, fresh = getattr(old, name), getattr(new, name)
        if name in inner:
            columns[name] = _lists(mine, fresh, cuts, inner[name])
        else:
            beside = BESIDE.get(name)
            # Openings have `months` of their own, which stand beside nothing.
            columns[name] = _replaced(mine, fresh, inner.get(beside or "", cuts))
    return replace(old, **columns)


def _cuts(old: Ints, ids: Ints, new: Ints) -> list[Cut]:
    """One for each id, wherever it stands or is to stand."""
    a, b = np.searchsorted(old, ids), np.searchsorted(old, ids, "right")
    c, d = np.searchsorted(new, ids), np.searchsorted(new, ids, "right")
    return list(zip(a.tolist(), b.tolist(), c.tolist(), d.tolist(), strict=True))


def _inner(old: Lists, new: Lists, cuts: list[Cut]) -> list[Cut]:
    """Cuts of rows as cuts of the values in their lists."""
    if not cuts:
        return []
    a, b, c, d = np.array(cuts).T
    columns = (old.start[a], old.start[b], new.start[c], new.start[d])
    return list(zip(*(column.tolist() for column in columns), strict=True))


def _lists(old: Lists, new: Lists, cuts: list[Cut], inner: list[Cut]) -> Lists:
    values = _replaced(old.values, new.values, inner)
    if _fit(cuts) and _fit(inner):
        return old
    if len(cuts) <= FEW_CUTS:
        return Lists(spliced_starts(old.start, new.start, cuts), values)
    lengths = _replaced(np.diff(old.start), np.diff(new.start), cuts)
    start = np.zeros(len(lengths) + 1, np.int64)
    np.cumsum(lengths, out=start[1:])
    return Lists(start, values)


def _fit(cuts: list[Cut]) -> bool:
    return all(b - a == d - c for a, b, c, d in cuts)


def _replaced(old: Ints, new: Ints, cuts: list[Cut]) -> Ints:
    if _fit(cuts):
        for a, b, c, d in cuts:
            old[a:b] = new[c:d]
        return old
    if len(cuts) <= FEW_CUTS:
        return spliced(old, new, cuts)
    pieces, at = [], 0
    for a, b, c, d in cuts:
        pieces += [old[at:a], new[c:d]]
        at = b
    return np.concatenate([*pieces, old[at:]])
