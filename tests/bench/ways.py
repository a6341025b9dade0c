"""Other ways to choose who is told, for the same arcs: what an auction is compared with."""

import numpy as np

from jobs.matching.allotment import LIMITS
from jobs.matching.arrays import Ints
from jobs.matching.auction import Arcs
from jobs.matching.bidding import Flags
from jobs.matching.compiled import njit


def greedy(arcs: Arcs) -> Flags:
    """The best score first, twice: everybody's first notice, then the others."""
    order, owner = np.argsort(-arcs.score, kind="stable"), owners(arcs)
    free, chosen = arcs.capacity.copy(), np.zeros(len(arcs.score), np.bool_)
    count = np.zeros(len(arcs.limit), np.int64)
    for limit in (1, LIMITS.per_person):
        _take(order, owner, arcs.opening, free, count, chosen, limit)
    return chosen


@njit
def _take(
    order: Ints, owner: Ints, opening: Ints, free: Ints, count: Ints, chosen: Flags, limit: int
) -> None:
    for arc in order:
        person, at = owner[arc], opening[arc]
        if not chosen[arc] and free[at] > 0 and count[person] < limit:
            chosen[arc] = True
            free[at] -= 1
            count[person] += 1


def best_of_people(arcs: Arcs) -> Flags:
    """Everybody's best three, whoever else is sent there."""
    return first_of(owners(arcs), -arcs.score, np.full(len(arcs.limit), LIMITS.per_person))


def best_of_openings(arcs: Arcs) -> Flags:
    """Each opening tells its best, however much they hear already."""
    return first_of(arcs.opening, -arcs.score, arcs.capacity)


def kept_by_openings(arcs: Arcs, sent: Flags) -> Flags:
    """Of what was sent, who comes first to each opening, by chance, while it has room."""
    return _kept(sent, arcs.opening, np.random.default_rng(1).random(len(sent)), arcs.capacity)


def kept_by_people(arcs: Arcs, sent: Flags) -> Flags:
    """Of what was sent, the best three that each person reads."""
    most = np.full(len(arcs.limit), LIMITS.per_person)
    return _kept(sent, owners(arcs), -arcs.score, most)


def _kept(sent: Flags, group: Ints, key: Ints, most: Ints) -> Flags:
    at, kept = np.flatnonzero(sent), np.zeros(len(sent), np.bool_)
    kept[at[first_of(group[at], key[at], most)]] = True
    return kept


def first_of(group: Ints, key: Ints, most: Ints) -> Flags:
    """Of each group the rows with the lowest keys, at most so many."""
    order, chosen = np.lexsort((key, group)), np.zeros(len(group), np.bool_)
    ranked = group[order]
    place = np.arange(len(order)) - np.searchsorted(ranked, ranked)
    chosen[order[place < most[ranked]]] = True
    return chosen


def owners(arcs: Arcs) -> Ints:
    return np.repeat(np.arange(len(arcs.limit)), np.diff(arcs.start))


def told(arcs: Arcs, chosen: Flags) -> Flags:
    """Which people."""
    before = np.concatenate(([0], np.cumsum(chosen)))
    return np.asarray(before[arcs.start[1:]] > before[arcs.start[:-1]])
