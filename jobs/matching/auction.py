"""Few places, many people: the choice of arcs that is worth most, with a proof of how near it is.

An arc is a person who could be told of an opening. Free places of people bid for places of
openings; a place goes to the higher bid, and whoever was outbid bids again elsewhere. The price of
an opening is the lowest bid on its places once all are taken, else 0. At the end nobody would gain
more than `step` by another choice, and the prices bound what any choice could be worth (weak
duality): the gap between the two is proven, whatever happened on the way.

Whole numbers throughout, one thread, no chance: the same arcs give the same choice everywhere.
"""

from dataclasses import dataclass

import numpy as np

from jobs.matching.bidding import NEVER, PARTS, Flags, Ints, Ints32, auction, dual

# How much a bid exceeds the last, in parts: 16 points first, a quarter of that until it is proven.
STEPS = tuple(PARTS * 16 >> halvings for halvings in range(0, 15, 2))
# Ends by its own weight when all scores tie and prices creep: it is coarse, and still proven.
COARSE = PARTS * 512
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
    """
    best, ended = _round(arcs, STEPS[0], _budget(arcs), None)
    for step in STEPS[1:]:
        if best.is_proven or not ended:
            break
        best, ended = _round(arcs, step, _budget(arcs), best)
    return best if ended else _round(arcs, COARSE, NEVER, best)[0]


def _budget(arcs: Arcs) -> int:
    return max(LEAST_BUDGET, BIDS_PER_ARC * len(arcs.score))


def _round(arcs: Arcs, step: int, budget: int, before: Choice | None) -> tuple[Choice, bool]:
    """One auction; and whether it came to its end."""
    degree = np.bincount(arcs.opening, minlength=len(arcs.capacity))
    # With a place more than anybody could take it never fills, and its price stays 0.
    capacity = np.minimum(arcs.capacity, degree + 1).clip(0)
    first = np.concatenate(([0], np.cumsum(capacity)))
    rows = (arcs.start, arcs.opening, arcs.score, arcs.limit)
    chosen, price, bids = auction(*rows, capacity, first, arcs.bonus, step, budget)
    ended = bids < budget
    bound = int(dual(*rows, capacity, arcs.bonus, price)) // PARTS
    value = _worth(arcs, chosen)
    if before:
        bids += before.bids
        bound = min(bound, before.bound)
        # Of two equal choices the later: it is the one that came to its end.
        if before.value > value:
            chosen, value = before.chosen, before.value
    prices = np.where(price == NEVER, 0, price) // PARTS
    return Choice(chosen=chosen, value=value, bound=bound, prices=prices, bids=int(bids)), ended


def _worth(arcs: Arcs, chosen: Flags) -> int:
    before = np.concatenate(([0], np.cumsum(chosen)))
    is_told = before[arcs.start[1:]] > before[arcs.start[:-1]]
    scores = arcs.score[chosen].sum(dtype=np.int64)
    return int(scores + arcs.bonus[is_told].sum(dtype=np.int64))
