"""The doors of the fast engine: columns in, the exact best out.

The same answers as engine.py gives, id by id and in the same order (tests/jobs/matching).
"""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from typing import TypeVar

import numpy as np

from jobs.matching.arrays import NONE, Ints, People, Places
from jobs.matching.board import Board
from jobs.matching.columns import asked_of, asking_of, worth_of
from jobs.matching.crowd import Crowd, Offer
from jobs.matching.kernels import best_of_some
from jobs.matching.scanning import MOST, ROW_BITS, best_of_homes
from jobs.matching.weights import WEIGHTS, Weights

Share = TypeVar("Share")
Result = TypeVar("Result")

PER_PERSON = 20
PER_OPENING = 200
# People that one thread takes at a time.
SHARE = 20_000


def best_for_people(
    board: Board,
    people: People,
    places: Places,
    n: int = PER_PERSON,
    *,
    rows: Ints | None = None,
    weights: Weights = WEIGHTS,
    threads: int = 1,
) -> tuple[Ints, Ints]:
    """Each person's best `n` openings: (rows of openings, scores), int32 [people, n], best first.

    `rows` chooses people by their row; all of them unless told. What is missing is NONE.
    ValueError if people know kinds of work that the board was made without.
    """
    chosen = np.arange(len(people)) if rows is None else rows
    found = np.full((len(chosen), n), NONE, np.int32)
    scores = np.full((len(chosen), n), NONE, np.int32)
    if not n or not len(board):
        return found, scores
    worth = worth_of(weights)

    def fill(some: Ints) -> None:
        who = chosen[some]
        side = board.far if people.relocates[who[0]] else board.near
        asked, asking = asked_of(board, side), asking_of(people, places, who)
        if asking.work.max(initial=NONE) >= len(board.digits):
            raise ValueError("the board is older than these people: make it anew")
        ids, points = np.full((2, len(some), n), NONE, np.int32)
        best_of_some(asked, asking, worth, n, ids, points)
        found[some], scores[some] = ids, points

    _side_by_side(fill, _shares(people, chosen), threads)
    return found, scores


def _shares(people: People, chosen: Ints) -> list[Ints]:
    """Indexes of `chosen`: whoever stays apart from whoever would move.

    Neighbours with the same daily way share what is in reach; colleagues share their rows.
    """
    first, last = people.work.start[chosen], people.work.start[chosen + 1]
    work = np.full(len(chosen), NONE, people.work.values.dtype)
    work[first < last] = people.work.values[first[first < last]]
    moves = people.relocates[chosen]
    order = np.lexsort((work, people.commute_km[chosen], people.place[chosen], moves))
    sides = np.split(order, [len(order) - np.count_nonzero(moves)])
    return [
        share
        for side in sides
        if len(side)
        for share in np.array_split(side, -(-len(side) // SHARE))
    ]


def best_for_opening(
    crowd: Crowd,
    offer: Offer,
    n: int = PER_OPENING,
    *,
    weights: Weights = WEIGHTS,
    threads: int = 1,
) -> tuple[Ints, Ints]:
    """The best `n` people for one opening: (their rows in `People`, scores), best first."""
    worth, homes = worth_of(weights), len(crowd.home_place)
    if not n or not homes:
        return np.zeros(0, np.int32), np.zeros(0, np.int32)
    # Shares of equal numbers of people, cut between homes.
    cuts = np.linspace(0, crowd.home_start[-1], 2 * threads + 1 if threads > 1 else 2)
    at = np.unique(np.searchsorted(crowd.home_start, cuts))

    def scan(share: int) -> Ints:
        return best_of_homes(crowd, offer, worth, int(at[share]), int(at[share + 1]), n)

    best = np.concatenate(_side_by_side(scan, range(len(at) - 1), threads))
    best.sort()
    best = best[:n]
    rows, points = best & ((1 << ROW_BITS) - 1), MOST - (best >> ROW_BITS)
    return rows.astype(np.int32), points.astype(np.int32)


def _side_by_side(
    work: Callable[[Share], Result], shares: Sequence[Share], threads: int
) -> list[Result]:
    if threads == 1 or len(shares) == 1:
        return [work(share) for share in shares]
    return list(_pool(threads).map(work, shares))


@lru_cache
def _pool(threads: int) -> ThreadPoolExecutor:
    """Made on first use, and kept: starting threads takes as long as a small search."""
    return ThreadPoolExecutor(threads, "matching")


# A forked child has the pool without its threads: it makes its own.
os.register_at_fork(after_in_child=_pool.cache_clear)
