"""Who could be told of what, as the engine finds it: arcs of made-up people and vacancies.

Everybody's exact best 20, and the best 200 of each vacancy that is in fewer lists than that: so
whoever can be reached has candidates. What is not worth a message is left out, as in allotment.py.
"""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np

from jobs.matching.allotment import LIMITS
from jobs.matching.arrays import Ints, Openings, People
from jobs.matching.auction import Arcs
from jobs.matching.board import board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.search import PER_OPENING, best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS
from tests.bench import made_up

# Places of a vacancy, one drawn for each.
PLACES = (1, 1, 1, 2, 5)
THREADS = 2


@dataclass(frozen=True, slots=True)
class Rows:
    """One row a candidate, in no order; and the places of each opening."""

    person: Ints
    opening: Ints
    score: Ints
    places: Ints


def found(people_count: int, openings_count: int) -> Rows:
    land = made_up.Land.made(np.random.default_rng(3))
    people = made_up.people(land, people_count)
    openings = made_up.openings(land, openings_count)
    board = board_of(openings, land.words, land.places, WEIGHTS)
    lists, scores = best_for_people(board, people, land.places, threads=THREADS)
    who, nth = np.nonzero(scores >= LIMITS.least_score)
    where, score = lists[who, nth], scores[who, nth]
    rare = np.flatnonzero(np.bincount(where, minlength=openings_count) < PER_OPENING)
    own = _own(land, people, openings, rare)
    pairs = np.concatenate([who * openings_count + where, own[0] * openings_count + own[1]])
    pairs, once = np.unique(pairs, return_index=True)
    mixed = np.random.default_rng(people_count).permutation(len(pairs))
    places = np.random.default_rng(openings_count).choice(PLACES, openings_count)
    score = np.concatenate([score, own[2]])[once]
    return Rows(pairs[mixed] // openings_count, pairs[mixed] % openings_count, score[mixed], places)


def _own(land: made_up.Land, people: People, openings: Openings, rows: Ints) -> Ints:
    """[person, opening, score] of the best people for some openings."""
    crowd = crowd_of(people, land.words, land.places)

    def best(row: int) -> Ints:
        offer = offer_of(openings, row, crowd, land.words, land.places, WEIGHTS)
        who, score = best_for_opening(crowd, offer)
        worth = score >= LIMITS.least_score
        return np.array([who[worth], np.full(worth.sum(), row), score[worth]])

    with ThreadPoolExecutor(THREADS) as pool:
        return np.concatenate(list(pool.map(best, rows.tolist())), axis=1, dtype=np.int64)


def arcs_of(rows: Rows, people: int) -> Arcs:
    """The same as `allot` makes of them, for a week in which nobody has been told yet."""
    order = np.lexsort((rows.opening, rows.person))
    return Arcs(
        start=np.searchsorted(rows.person[order], np.arange(people + 1)).astype(np.int64),
        opening=rows.opening[order].astype(np.int32),
        score=rows.score[order].astype(np.int32),
        limit=np.full(people, LIMITS.per_person, np.int32),
        capacity=LIMITS.per_place * rows.places,
        bonus=np.full(people, LIMITS.first_bonus, np.int32),
    )
