"""The loops of the auction: people bid for places, and prices bound what a choice can be worth.

Compiled where numba is installed, the same plain functions elsewhere. What they mean is told in
`auction.py`; here are no checks of what comes in.

An arc is one word: the score above, the opening below. The arcs of person p are the words
start[p]:start[p + 1] in any order; the loops put those that they want in front, where they will
look first the next time. A bid is one word too: its height in parts above, the person below.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from jobs.matching.compiled import inlined, njit

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Prices are counted in parts of a point. With a step of one part, fewer than 1,024 notices are
# chosen exactly: the loss is below one point, and worth is whole points.
PARTS = 1024
# More than any score and bonus together: nobody bids for an opening without places.
NEVER = 1 << 50
HALF = 32  # bits of a word below
BELOW = (1 << HALF) - 1
NOBODY = -1


class People(NamedTuple):
    """By person; the loops take it apart before they begin, since numba counts references."""

    start: Ints
    arcs: Ints
    limit: Ints  # notices at most, never more than there are arcs
    bonus: Ints  # in parts


@njit
def auction(
    people: People, capacity: Ints, price: Ints, step: int, budget: int
) -> tuple[Ints, int]:
    """Bid until nobody wants more, or the budget of bids is spent; prices rise in place.

    Gives how many arcs each person holds, which are their first, and the number of bids.
    """
    start, arcs, limit, bonus = people
    first, taken, heap, gain = room_for(capacity, limit)
    held, waits = np.zeros(len(limit), np.int64), np.ones(len(limit), np.bool_)
    queue, head, waiting, bids = np.arange(len(limit)), 0, len(limit), 0
    while waiting and bids < budget:
        person = queue[head]
        waits[person] = False
        head, waiting = (head + 1) % len(queue), waiting - 1
        low, room = start[person] + held[person], limit[person] - held[person]
        found = rank(arcs, low, start[person + 1], price, room + 1, gain)
        wants, level = demand(gain, found, room, held[person] == 0, bonus[person])
        held[person] += wants
        bids += wants
        for at in range(wants):
            opening = arcs[low + at] & BELOW
            word = (price[opening] + gain[at] - level + step) << HALF | person
            loser = bid(heap, first[opening], taken, capacity, price, opening, word)
            if loser != NOBODY and let_go(arcs, start[loser], held, waits, loser, opening):
                queue[(head + waiting) % len(queue)] = loser
                waiting += 1
    return held, bids


@njit
def raise_prices(people: People, capacity: Ints, price: Ints) -> None:
    """Everybody asks once for what they like best; prices rise to what those who get nothing
    would have given. One place more than there is shows it: theirs is the lowest bid."""
    start, arcs, limit, bonus = people
    capacity = capacity + 1
    first, taken, heap, gain = room_for(capacity, limit)
    for person in range(len(limit)):
        low, room = start[person], limit[person]
        found = rank(arcs, low, start[person + 1], price, room + 1, gain)
        wants, level = demand(gain, found, room, True, bonus[person])
        for at in range(wants):
            opening = arcs[low + at] & BELOW
            word = (price[opening] + gain[at] - level) << HALF | person
            bid(heap, first[opening], taken, capacity, price, opening, word)


@njit
def room_for(capacity: Ints, limit: Ints) -> tuple[Ints, Ints, Ints, Ints]:
    """For each opening a heap of bids, the lowest on top: where it begins, how many places are
    taken, the bids themselves. And the gains that a person looks at: one more than they may have.
    """
    first = np.zeros(len(capacity) + 1, np.int64)
    first[1:] = np.cumsum(capacity)
    most = limit.max() if len(limit) else 0
    heap, gain = np.zeros(first[-1], np.int64), np.zeros(most + 1, np.int64)
    return first, np.zeros(len(capacity), np.int64), heap, gain


@njit
def dual(people: People, capacity: Ints, price: Ints) -> int:
    """In parts, what no choice can exceed, by any prices >= 0: all places sold at their price,
    and each person's best gain at these prices as if nobody else were there."""
    start, arcs, limit, bonus = people
    total, gain = (price * capacity).sum(), np.zeros(1 + limit.max() if len(limit) else 1, np.int64)
    for person in range(len(limit)):
        found = rank(arcs, start[person], start[person + 1], price, limit[person], gain)
        if found:
            total += max(0, gain[0] + bonus[person])
        for at in range(1, found):
            total += max(0, gain[at])
    return total


@njit
def mark(start: Ints, arcs: Ints, held: Ints, opening: Ints32, chosen: Flags) -> None:
    """Set `chosen` for the arcs that are held, by the order in which `opening` came."""
    for person in range(len(held)):
        for at in range(start[person], start[person] + held[person]):
            for arc in range(start[person], start[person + 1]):
                if opening[arc] == arcs[at] & BELOW:
                    chosen[arc] = True


@inlined
def rank(arcs: Ints, low: int, high: int, price: Ints, most: int, gain: Ints) -> int:
    """Put the arcs of most gain first, at most `most` of low:high; how many, and their gains."""
    found = 0
    for at in range(low, high):
        word = arcs[at]
        value = (word >> HALF) * PARTS - price[word & BELOW]
        if found < most:
            to = found
            found += 1
        elif most and value > gain[most - 1]:
            to = most - 1
            arcs[at] = arcs[low + to]
        else:
            continue
        while to > 0 and gain[to - 1] < value:
            gain[to], arcs[low + to] = gain[to - 1], arcs[low + to - 1]
            to -= 1
        gain[to], arcs[low + to] = value, word
    return found


@inlined
def demand(gain: Ints, found: int, room: int, is_first: bool, bonus: int) -> tuple[int, int]:
    """How many of the best arcs the person wants, and the gain at which they would not mind.

    The first notice is worth the bonus too, so its gain may fall to -bonus.
    """
    wants, level = 0, 0
    while wants < min(room, found) and gain[wants] > 0:
        wants += 1
    if is_first and wants == 0 and min(room, found) > 0 and gain[0] > -bonus:
        wants = 1
    if is_first and wants == 1:
        level = -bonus
    if wants < found:
        level = max(level, gain[wants])
    return wants, level


@inlined
def bid(
    heap: Ints, base: int, taken: Ints, capacity: Ints, price: Ints, opening: int, word: int
) -> int:
    """Bid for a place, at the cost of whoever bids least if all are taken: they are returned."""
    loser, size = NOBODY, taken[opening]
    if size < capacity[opening]:
        rise(heap, base, size, word)
        size += 1
        taken[opening] = size
    elif word > heap[base]:
        loser = heap[base] & BELOW
        sink(heap, base, size, word)
    if size == capacity[opening]:
        price[opening] = max(price[opening], heap[base] >> HALF)
    return loser


@inlined
def let_go(arcs: Ints, low: int, held: Ints, waits: Flags, person: int, opening: int) -> bool:
    """The last arc that is held and the one that is lost change places; whether to queue anew."""
    held[person] -= 1
    last, at = low + held[person], low
    while arcs[at] & BELOW != opening:
        at += 1
    arcs[at], arcs[last] = arcs[last], arcs[at]
    waited, waits[person] = waits[person], True
    return not waited


@inlined
def rise(heap: Ints, base: int, size: int, word: int) -> None:
    """Add a bid to a heap of `size`."""
    at = size
    while at > 0 and heap[base + (at - 1) // 2] > word:
        heap[base + at] = heap[base + (at - 1) // 2]
        at = (at - 1) // 2
    heap[base + at] = word


@inlined
def sink(heap: Ints, base: int, size: int, word: int) -> None:
    """Put a bid in the place of the lowest."""
    at = 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and heap[base + below + 1] < heap[base + below]:
            below += 1
        if heap[base + below] >= word:
            break
        heap[base + at] = heap[base + below]
        at = below
    heap[base + at] = word
