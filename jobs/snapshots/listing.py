"""Pairs of (owner, value) in any order, as the columns that hold many short lists or bits."""

from typing import Any

import numpy as np

from jobs.matching.arrays import Ints, Lists


def rows_of(ids: Ints, owners: Ints) -> tuple[Ints, Ints]:
    """In which row each owner stands, and which of the owners stand in any."""
    if not len(ids):
        return np.empty(0, np.int64), np.zeros(len(owners), np.bool_)
    rows = np.minimum(np.searchsorted(ids, owners), len(ids) - 1)
    known = ids[rows] == owners
    return rows[known], known


def lists(rows: Ints, values: Ints, count: int, dtype: Any) -> Lists:
    """`count` lists of the values, each once and ascending."""
    return summed(rows, values, np.zeros(len(rows), np.int64), count, dtype)[0]


def summed(rows: Ints, values: Ints, beside: Ints, count: int, dtype: Any) -> tuple[Lists, Ints]:
    """The same, and what stands beside each value, added up where a value comes more than once.

    The three are packed into one number, since sorting numbers is many times as fast as
    sorting by two columns. Values and what stands beside them are not negative.
    """
    high = int(values.max(initial=0)) + 1
    wide = int(beside.max(initial=0)) + 1
    keys = (rows.astype(np.int64) * high + values) * wide + beside
    keys.sort()
    pairs, extra = np.divmod(keys, wide)
    first = np.flatnonzero(np.diff(pairs, prepend=-1))
    owners, kept = np.divmod(pairs[first], high)
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(owners, minlength=count), out=start[1:])
    added = np.add.reduceat(extra, first) if len(first) else extra
    return Lists(start, kept.astype(dtype)), added


def flags(rows: Ints, values: Ints, count: int) -> Ints:
    """The values of each row as bits of one uint64."""
    found = np.zeros(count, np.uint64)
    np.bitwise_or.at(found, rows, np.uint64(1) << values.astype(np.uint64))
    return found
