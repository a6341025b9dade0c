"""Columns with room at their end: a few rows that come, go or grow move what follows them.

A column of a million rows that is put together anew costs fresh memory, which the kernel has to
clear page by page; moving the end of it by some places costs a fraction. A row behind all others,
as a new person's is, moves nothing.
"""

from typing import Any

import numpy as np

from jobs.matching.arrays import Ints

# old[a:b] gives way to new[c:d].
Cut = tuple[int, int, int, int]

SPARE = 1 / 64  # of the length, and at least
LEAST = 1024


class Room(np.ndarray[Any, Any]):
    """Memory of which nobody but one column uses the end: a view tells it by its base."""


def spliced(old: Ints, new: Ints, cuts: list[Cut]) -> Ints:
    """The column with its cuts made, each for itself: meant for few. `old` is spent."""
    size = len(old)
    room = _room(old, size + sum(_growth(cut) for cut in cuts))
    for a, b, c, d in reversed(cuts):  # from the end: what is before a cut stays where it is
        grown = _growth((a, b, c, d))
        room[b + grown : size + grown] = room[b:size]
        room[a : b + grown] = new[c:d]
        size += grown
    return room[:size]


def spliced_starts(old: Ints, new: Ints, cuts: list[Cut]) -> Ints:
    """The same for the starts of lists, which count on from list to list."""
    size = len(old)
    room = _room(old, size + sum(_growth(cut) for cut in cuts))
    for a, b, c, d in reversed(cuts):
        grown = _growth((a, b, c, d))
        longer = (new[d] - new[c]) - (room[b] - room[a])
        room[b + 1 + grown : size + grown] = room[b + 1 : size]
        room[b + 1 + grown : size + grown] += longer
        room[a + 1 : b + 1 + grown] = new[c + 1 : d + 1] - new[c] + room[a]
        size += grown
    return room[:size]


def _growth(cut: Cut) -> int:
    a, b, c, d = cut
    return (d - c) - (b - a)


def _room(old: Ints, size: int) -> Ints:
    """The whole memory of the column, beginning with it, or new memory that is long enough."""
    base = old.base
    while isinstance(base, np.ndarray) and not isinstance(base, Room):
        base = base.base
    if isinstance(base, Room) and len(base) >= max(size, len(old)):
        return base.view(np.ndarray)
    most = max(size, len(old))
    made = Room((most + max(LEAST, int(most * SPARE)),), old.dtype)
    made[: len(old)] = old
    return made.view(np.ndarray)
