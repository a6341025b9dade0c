"""How many leading digits of ISCO-08 any two kinds of work share, as a table."""

from functools import lru_cache

import numpy as np

from jobs.matching.arrays import Ints, Words


def digits_of(isco: Words) -> Ints:
    """uint8 [isco, isco], by word number; the same as `shared_digits` says of each pair."""
    return _table(tuple(isco.numbers))


@lru_cache(maxsize=4)
def _table(codes: tuple[str, ...]) -> Ints:
    letters = np.array([code.ljust(4)[:4] for code in codes], "U4").view(np.uint32)
    letters = letters.reshape(len(codes), 4)
    same = (letters[:, None] == letters[None]) & (letters != ord(" "))[None]
    table = np.logical_and.accumulate(same, axis=2).sum(axis=2).astype(np.uint8)
    table.flags.writeable = False  # shared by all who ask
    return table
