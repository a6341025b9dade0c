"""Few places, many people: the choice of arcs that is worth most, with a proof of how near it is.

An arc is a person who could be told of an opening. Free places of people bid for places of
openings; a place goes to the higher bid, and whoever was outbid bids again elsewhere. The price of
an opening is the lowest bid on its places once all are taken. At the end nobody would gain more
than `step` by another choice, and the prices bound what any choice could be worth (weak
duality): the gap between the two is proven, whatever happened on the way.

Most of the work of an auction is finding the prices, one bid at a time. So everybody is first
asked a few times, all in a row, as if nothing were taken yet: what would they bid? The highest
bid that gets no place is a price that the best choice does not undercut, and as other prices rise
so does what people would bid here. These prices climb from 0 towards the lowest that are right,
never beyond. The auction begins just below them.

Whole numbers throughout, one thread, no chance: the same arcs give the same choice everywhere.
"""

from dataclasses import dataclass

import numpy as np

from jobs.matching.bidding import (
    HALF,
    NEVER,
    PARTS,
    Flags,
    Ints,
    Ints32,
    People,
    auction,
    dual,
    mark,
    raise_prices,
)

# How much a bid exceeds the last, in parts: 4 points first, a quarter of that until it is proven.
STEPS = tuple(PARTS * 4 >> halvings for halvings in range(0, 13, 2))
# Ends by its own weight when all scores tie and prices creep: it is coarse, and still proven.
COARSE = PARTS * 512
# Bidding begins this many steps below the prices that are surely not too high: whoever would just
# as well be elsewhere must still bid, or places stay empty at a price.
BELOW_LEAST = 2
# Asking all again is worth it while prices rise by a hundredth.
ROUNDS, RISE = 100, 100
# A bid is half a word.
MOST_POINTS = 1 << 20
WANTED_GAP = 1e-4
BIDS_PER_ARC = 32
LEAST_BUDGET = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Arcs:
    """Who may be told of what. People are rows: arcs start[p]:start[p + 1] are those of p."""

    start: Ints  # [people + 1]
    opening: Ints32  # [arcs], each opening at most once a person
    score: Ints32  # [arcs], points above 0
    limit: Ints32  # [people], notices at most
    capacity: Ints  # [openings], notices at most
    bonus: Ints32  # [people], points for the first notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What was chosen, what it is worth in points with bonuses, and what nothing can exceed."""

    chosen: Flags  # [arcs]
    value: int
    bound: int
    prices: Ints  # [openings], whole points, rounded down
    bids: int

    @property
    def gap(self) -> float:
        """How much of the best possible worth is lost at most: 0.0001 is 0.01 %."""
        return (self.bound - self.value) / self.bound if self.bound else 0.0

    @property
    def is_proven(self) -> bool:
        return self.gap <= WANTED_GAP


def choose(arcs: Arcs) -> Choice:
    """The choice of highest worth, proven to `WANTED_GAP` where the steps allow it.

    Smaller steps are tried until it is proven. If the bids run out, a coarse round, which always
    ends soon, stands beside what there is. The best choice and the best bound count.
    ValueError if scores and bonuses are too high for the words of the loops.
    """
    market, best = _market(arcs), None
    budget = max(LEAST_BUDGET, BIDS_PER_ARC * len(arcs.score))
    for step in STEPS:
        best, ended = _round(arcs, market, step, budget, best)
        if best.is_proven:
            return best
        if not ended:
            break
    return _round(arcs, market, COARSE, NEVER, best)[0]


@dataclass(frozen=True, slots=True)
class _Market:
    """The arcs as the loops read them, and prices that are surely not too high."""

    people: People
    capacity: Ints
    least: Ints


def _market(arcs: Arcs) -> _Market:
    most = int(arcs.score.max(initial=0)) + int(arcs.bonus.max(initial=0))
    if most >= MOST_POINTS:
        raise ValueError(f"scores and bonuses must be below {MOST_POINTS} points together")
    words = arcs.score.astype(np.int64)
    words <<= HALF
    words |= arcs.opening
    degree = np.bincount(arcs.opening, minlength=len(arcs.capacity))
    people = People(
        start=arcs.start,
        arcs=words,
        limit=np.minimum(arcs.limit, np.diff(arcs.start)).clip(0),
        bonus=arcs.bonus * np.int64(PARTS),
    )
    # With a place more than anybody could take it never fills, and its price stays 0.
    capacity = np.minimum(arcs.capacity, degree + 1).clip(0)
    return _Market(people, capacity, _least_prices(people, capacity))


def _least_prices(people: People, capacity: Ints) -> Ints:
    price, total = np.where(capacity > 0, 0, NEVER), 0
    for _ in range(ROUNDS):
        raise_prices(people, capacity, price)
        before, total = total, int(price[capacity > 0].sum())
        if total <= before + before // RISE:
            break
    return price


def _round(
    arcs: Arcs, market: _Market, step: int, budget: int, before: Choice | None
) -> tuple[Choice, bool]:
    """One auction; and whether it came to its end."""
    people, capacity = market.people, market.capacity
    price = np.where(capacity > 0, (market.least - BELOW_LEAST * step).clip(0), NEVER)
    held, bids = auction(people, capacity, price, step, budget)
    ended = bids < budget
    chosen = np.zeros(len(arcs.score), np.bool_)
    mark(people.start, people.arcs, held, arcs.opening, chosen)
    value = int(arcs.score[chosen].sum(dtype=np.int64) + arcs.bonus[held > 0].sum(dtype=np.int64))
    bound = int(dual(people, capacity, price)) // PARTS
    if before:
        bids += before.bids
        bound = min(bound, before.bound)
        # Of two equal choices the later: it is the one that came to its end.
        if before.value > value:
            chosen, value = before.chosen, before.value
    prices = np.where(price == NEVER, 0, price) // PARTS
    return Choice(chosen=chosen, value=value, bound=bound, prices=prices, bids=int(bids)), ended
