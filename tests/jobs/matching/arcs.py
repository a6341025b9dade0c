"""Arcs for the tests of the auction."""

import numpy as np

from jobs.matching.auction import Arcs
from jobs.matching.bidding import Ints


def arcs(
    rows: list[tuple[int, int, int]], limit: list[int], capacity: list[int], bonus: list[int]
) -> Arcs:
    """Rows are (person, opening, score)."""
    columns = np.array(sorted(rows), np.int64).reshape(-1, 3)
    return Arcs(
        start=np.searchsorted(columns[:, 0], np.arange(len(limit) + 1)).astype(np.int64),
        opening=columns[:, 1].astype(np.int32),
        score=columns[:, 2].astype(np.int32),
        limit=np.array(limit, np.int32),
        capacity=np.array(capacity, np.int64),
        bonus=np.array(bonus, np.int32),
    )


def owners(one: Arcs) -> Ints:
    return np.repeat(np.arange(len(one.limit)), np.diff(one.start))


def crowded(seed: int) -> Arcs:
    """Thirty people, some without arcs, and ten openings, one of them wanted by most."""
    dice = np.random.default_rng(seed)
    meets = dice.random((30, 10)) < dice.choice([0, 0.3, 0.9], (30, 1))
    meets[:, 0] |= meets.any(axis=1)
    who, where = np.nonzero(meets)
    score = dice.choice([1, 4000, 5000, int(dice.integers(1, 10_800))], len(who))
    rows = list(zip(who.tolist(), where.tolist(), score.tolist(), strict=True))
    limit, capacity = dice.integers(0, 4, 30).tolist(), dice.integers(0, 4, 10).tolist()
    return arcs(rows, limit, capacity, dice.choice([0, 3000], 30).tolist())
