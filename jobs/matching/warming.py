"""Every compiled function, compiled before anybody waits for it.

What it compiles is kept on disk (NUMBA_CACHE_DIR), so once after an installation is enough.
"""

import numpy as np

from jobs.matching.allotment import allot
from jobs.matching.arrays import Places, Vocabulary, openings_of, people_of
from jobs.matching.board import board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.facts import Opening, Person, Spot
from jobs.matching.parts import points_of
from jobs.matching.search import best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS

TOWN = Spot(1, 1, "KG", (42.87, 74.59))


def compile_all() -> None:
    """One made-up person and one vacancy through both searches, the points, and the auction."""
    words, row = Vocabulary(), np.zeros(1, np.int64)
    people = people_of([Person(id=1, spot=TOWN, work={"7212": 12})], words)
    places = Places.of([TOWN])
    openings = openings_of([Opening(id=1, isco="7212", country="KG", spot=TOWN)], words,
                           places.countries)  # fmt: skip
    board = board_of(openings, words, places, WEIGHTS)
    best_for_people(board, people, places)
    crowd = crowd_of(people, words, places)
    best_for_opening(crowd, offer_of(openings, 0, crowd, words, places, WEIGHTS))
    scores = points_of(people, openings, places, words, (row, row), WEIGHTS).sum(axis=1)
    allot(row + 1, row + 1, scores.astype(np.int64), told={}, places={1: 1}, used={})
