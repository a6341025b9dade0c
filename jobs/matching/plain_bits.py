"""The steps of vectors.py in numpy: the same results, slowly. What they do is said there."""

from typing import Any

import numpy as np

from jobs.matching.arrays import Ints


def at_least(row: Ints, block: int, least: int) -> Any:
    flags = row[64 * block : 64 * block + 64] >= least
    return np.packbits(flags, bitorder="little").view(np.uint64)[0]


def ones(word: Any) -> int:
    return int(word).bit_count()


def lowest(word: Any) -> int:
    bits = int(word)
    return (bits & -bits).bit_length() - 1


def ask_for(column: Ints, at: int) -> None:
    """There is nothing to wait for less."""


def bound_block(
    units: Ints, block: int, level: Ints, work: Ints, jobs: int, skill_bits: Ints,
    skills: Ints, known: int, required: Ints, wished: Ints, near: Ints, counts: Ints, bound: Ints,
    to: int,
) -> None:  # fmt: skip
    here, there = slice(64 * block, 64 * block + 64), slice(64 * to, 64 * to + 64)
    rows = np.ascontiguousarray(skill_bits[skills[:known], 2 * block : 2 * block + 2])
    flags = np.unpackbits(rows.view(np.uint8), axis=1, bitorder="little").reshape(known, 2, 64)
    required_count, wished_count = flags.sum(axis=0, dtype=np.uint8)
    count = required_count + (wished_count << 4)
    greatest = units[work[:jobs], here].max(axis=0, initial=0)
    counts[there] = count
    bound[there] = near[here] + level[here] + greatest
    bound[there] += (count & 15) * required[here] + (count >> 4) * wished[here]


def without_rows(words: Ints, stride: int, rows: Ints, count: int, start: Ints, left: Ints) -> None:
    here = slice(8 * stride, 8 * stride + 8)
    left[:] = start[here] & ~np.bitwise_or.reduce(words[rows[:count], here], axis=0)
