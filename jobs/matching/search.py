"""The doors of the fast engine: columns in, the exact best out.

The same answers as engine.py gives, id by id and in the same order (tests/jobs/matching).
"""

from concurrent.futures import ThreadPoolExecutor

import numpy as np

from jobs.matching.arrays import NONE, Ints, People, Places
from jobs.matching.board import Board
from jobs.matching.columns import asked_of, asking_of, worth_of
from jobs.matching.crowd import Crowd, Offer
from jobs.matching.kernels import best_of_some
from jobs.matching.scanning import MOST, ROW_BITS, best_of_homes
from jobs.matching.weights import WEIGHTS, Weights

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
    if people.work.values.max(initial=NONE) >= len(board.digits):
        raise ValueError("the board is older than these people: make it anew")
    chosen = np.arange(len(people)) if rows is None else rows
    found = np.full((len(chosen), n), NONE, np.int32)
    scores = np.full((len(chosen), n), NONE, np.int32)
    if not n or not len(board):
        return found, scores
    asked, asking, worth = asked_of(board), asking_of(people, places), worth_of(weights)
    order = _in_order(people, chosen)

    def fill(some: Ints) -> None:
        ids, points = (
            np.full((len(some), n), NONE, np.int32),
            np.full((len(some), n), NONE, np.int32),
        )
        best_of_some(asked, asking, worth, chosen[some], n, ids, points)
        found[some], scores[some] = ids, points

    shares = np.array_split(order, max(1, -(-len(order) // SHARE)))
    if threads == 1 or len(shares) == 1:
        for share in shares:
            fill(share)
    else:
        with ThreadPoolExecutor(threads) as pool:
            list(pool.map(fill, shares))
    return found, scores


def _in_order(people: People, chosen: Ints) -> Ints:
    """Neighbours with the same daily way share what is in reach; colleagues share their rows."""
    first, last = people.work.start[chosen], people.work.start[chosen + 1]
    work = np.full(len(chosen), NONE)
    work[first < last] = people.work.values[first[first < last]]
    by = (work, people.commute_km[chosen], people.relocates[chosen], people.place[chosen])
    return np.lexsort(by)


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

    shares = range(len(at) - 1)
    if threads == 1:
        keys = np.concatenate([scan(share) for share in shares])
    else:
        with ThreadPoolExecutor(threads) as pool:
            keys = np.concatenate(list(pool.map(scan, shares)))
    keys.sort()
    best = keys[:n]
    return (best & ((1 << ROW_BITS) - 1)).astype(np.int32), (MOST - (best >> ROW_BITS)).astype(
        np.int32
    )
