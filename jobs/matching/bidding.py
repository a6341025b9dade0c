"""The loops of the auction: people bid for places, and prices bound what a choice can be worth.

Compiled where numba is installed, the same plain functions elsewhere. What they mean is told in
`auction.py`; here are no checks of what comes in.
"""

import numpy as np
from numpy.typing import NDArray

from jobs.matching.compiled import njit

Ints = NDArray[np.int64]
Ints32 = NDArray[np.int32]
Flags = NDArray[np.bool_]

# Prices are counted in parts of a point. With a step of one part, fewer than 1,024 notices are
# chosen exactly: the loss is below one point, and worth is whole points.
PARTS = 1024
# More than any score and bonus together: nobody bids for an opening without places.
NEVER = 1 << 50


@njit
def auction(
    start: Ints,
    opening: Ints32,
    score: Ints32,
    limit: Ints32,
    capacity: Ints,
    first: Ints,
    bonus: Ints32,
    step: int,
    budget: int,
) -> tuple[Flags, Ints, int]:
    """Bid until nobody wants more: the held arcs, the prices in parts, the number of bids.

    `first[v]` is where the places of opening v begin: a heap of bids, the lowest on top.
    """
    people = len(limit)
    held = np.zeros(len(score), np.bool_)
    count = np.zeros(people, np.int64)
    price = np.where(capacity > 0, 0, NEVER)
    taken = np.zeros(len(capacity), np.int64)
    heap_bid, heap_arc = np.zeros(first[-1], np.int64), np.zeros(first[-1], np.int64)
    owner = np.repeat(np.arange(people), np.diff(start))
    widest = 1 + max(0, np.diff(start).max()) if people else 1
    best_arc, best_gain = np.empty(widest + 1, np.int64), np.empty(widest + 1, np.int64)
    queue, waits = np.arange(people), np.ones(people, np.bool_)
    head, waiting, bids = 0, people, 0
    while waiting and bids < budget:
        person = queue[head]
        head = (head + 1) % people
        waiting -= 1
        waits[person] = False
        room = min(limit[person], start[person + 1] - start[person]) - count[person]
        if room <= 0:
            continue
        found = rank(start, opening, score, held, price, person, room + 1, best_arc, best_gain)
        is_first = count[person] == 0
        wants, level = demand(best_gain, found, room, is_first, bonus[person] * PARTS)
        for place in range(wants):
            arc = best_arc[place]
            at = opening[arc]
            bid = price[at] + best_gain[place] - level + step
            bids += 1
            held[arc] = True
            count[person] += 1
            if taken[at] < capacity[at]:
                rise(heap_bid, heap_arc, first[at], taken[at], bid, arc)
                taken[at] += 1
            else:
                lost = heap_arc[first[at]]
                held[lost] = False
                loser = owner[lost]
                count[loser] -= 1
                sink(heap_bid, heap_arc, first[at], capacity[at], bid, arc)
                if not waits[loser]:
                    waits[loser] = True
                    queue[(head + waiting) % people] = loser
                    waiting += 1
            if taken[at] == capacity[at]:
                price[at] = heap_bid[first[at]]
    return held, price, bids


@njit
def rank(
    start: Ints,
    opening: Ints32,
    score: Ints32,
    held: Flags,
    price: Ints,
    person: int,
    most: int,
    best_arc: Ints,
    best_gain: Ints,
) -> int:
    """Fill in the person's best arcs that they do not hold, the most gain first; how many."""
    found = 0
    for arc in range(start[person], start[person + 1]):
        if held[arc]:
            continue
        gain = score[arc] * PARTS - price[opening[arc]]
        if found == most and gain <= best_gain[found - 1]:
            continue
        at = found if found < most else most - 1
        while at > 0 and best_gain[at - 1] < gain:
            best_gain[at], best_arc[at] = best_gain[at - 1], best_arc[at - 1]
            at -= 1
        best_gain[at], best_arc[at] = gain, arc
        found = min(found + 1, most)
    return found


@njit
def demand(gain: Ints, found: int, room: int, is_first: bool, bonus: int) -> tuple[int, int]:
    """How many of the best arcs the person wants, and the gain at which they would not mind.

    The first notice is worth the bonus too, so its gain may fall to -bonus.
    """
    wants = 0
    while wants < min(room, found) and gain[wants] > 0:
        wants += 1
    floor = 0
    if is_first and wants == 0 and found and gain[0] > -bonus:
        wants = 1
    if is_first and wants == 1:
        floor = -bonus
    return wants, max(floor, gain[wants]) if wants < found else floor


@njit
def rise(heap_bid: Ints, heap_arc: Ints, base: int, size: int, bid: int, arc: int) -> None:
    """Add a bid to a heap of `size`."""
    at = size
    while at > 0 and heap_bid[base + (at - 1) // 2] > bid:
        above = (at - 1) // 2
        heap_bid[base + at], heap_arc[base + at] = heap_bid[base + above], heap_arc[base + above]
        at = above
    heap_bid[base + at], heap_arc[base + at] = bid, arc


@njit
def sink(heap_bid: Ints, heap_arc: Ints, base: int, size: int, bid: int, arc: int) -> None:
    """Put a bid in the place of the lowest."""
    at = 0
    while 2 * at + 1 < size:
        below = 2 * at + 1
        if below + 1 < size and heap_bid[base + below + 1] < heap_bid[base + below]:
            below += 1
        if heap_bid[base + below] >= bid:
            break
        heap_bid[base + at], heap_arc[base + at] = heap_bid[base + below], heap_arc[base + below]
        at = below
    heap_bid[base + at], heap_arc[base + at] = bid, arc


@njit
def dual(
    start: Ints,
    opening: Ints32,
    score: Ints32,
    limit: Ints32,
    capacity: Ints,
    bonus: Ints32,
    price: Ints,
) -> int:
    """In parts, what no choice can exceed, by any prices >= 0: all places sold at their price,
    and each person's best gain at these prices as if nobody else were there."""
    total = 0
    for at in range(len(capacity)):
        total += price[at] * capacity[at]
    people = len(limit)
    widest = 1 + max(0, np.diff(start).max()) if people else 1
    best_arc, best_gain = np.empty(widest + 1, np.int64), np.empty(widest + 1, np.int64)
    none = np.zeros(len(score), np.bool_)
    for person in range(people):
        most = min(limit[person], start[person + 1] - start[person])
        if most <= 0:
            continue
        found = rank(start, opening, score, none, price, person, most, best_arc, best_gain)
        total += max(0, best_gain[0] + bonus[person] * PARTS)
        for place in range(1, found):
            total += max(0, best_gain[place])
    return total
