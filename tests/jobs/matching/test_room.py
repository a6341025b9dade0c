"""Columns that move within their memory are those that are put together anew."""

from random import Random

import numpy as np
import pytest

from jobs.matching.arrays import Lists
from jobs.snapshots.room import Cut, spliced, spliced_starts

CUTS = 3


def rows(dice: Random) -> list[list[int]]:
    return [
        [dice.randrange(10) for _ in range(dice.randrange(4))] for _ in range(dice.randrange(7))
    ]


def cutting(dice: Random, old: int, new: int) -> list[Cut]:
    """Cuts in ascending order on both sides, as a patch makes them."""
    marks = [sorted(dice.choices(range(most + 1), k=2 * CUTS)) for most in (old, new)]
    a, b, c, d = (side[at::2] for side in marks for at in (0, 1))
    return list(zip(a, b, c, d, strict=True))


def anew(old: list[list[int]], new: list[list[int]], cuts: list[Cut]) -> list[list[int]]:
    for a, b, c, d in reversed(cuts):
        old = [*old[:a], *new[c:d], *old[b:]]
    return old


@pytest.mark.parametrize("seed", range(40))
def test_lists_spliced_in_place_are_the_lists_made_anew(seed: int) -> None:
    """Several rounds on one column: only the first of them finds no room."""
    dice = Random(seed)  # noqa: S311  made-up rows
    expected = rows(dice)
    kept = Lists.made(expected, np.int32)
    for _ in range(5):
        patch = rows(dice)
        fresh = Lists.made(patch, np.int32)
        cuts = cutting(dice, len(expected), len(patch))
        inner: list[Cut] = [
            (int(kept.start[a]), int(kept.start[b]), int(fresh.start[c]), int(fresh.start[d]))
            for a, b, c, d in cuts
        ]
        values = spliced(kept.values, fresh.values, inner)
        kept = Lists(spliced_starts(kept.start, fresh.start, cuts), values)
        expected = anew(expected, patch, cuts)
        assert [kept.of(row).tolist() for row in range(len(expected))] == expected
        assert kept.start.tolist() == Lists.made(expected, np.int32).start.tolist()


def test_a_column_with_room_grows_without_new_memory() -> None:
    column = spliced(np.arange(9), np.array([7]), [(9, 9, 0, 1)])
    grown = spliced(column, np.array([8]), [(10, 10, 0, 1)])
    assert grown.tolist() == [*range(9), 7, 8]
    assert np.shares_memory(column, grown)


def test_a_part_of_somebody_elses_column_is_left_alone() -> None:
    whole = np.arange(9)
    grown = spliced(whole[:5], np.array([7]), [(5, 5, 0, 1)])
    assert grown.tolist() == [0, 1, 2, 3, 4, 7]
    assert whole.tolist() == list(range(9))
