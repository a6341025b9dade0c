"""Every compiled function, compiled before anybody waits for it.

What it compiles is kept on disk (NUMBA_CACHE_DIR), so once after an installation is enough.
"""

from dataclasses import replace

import numpy as np

from jobs.matching.allotment import allot
from jobs.matching.arrays import Places, Vocabulary, openings_of, people_of
from jobs.matching.board import board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.facts import Opening, Person, Spot
from jobs.matching.learning import asked_for, gains_of
from jobs.matching.parts import points_of
from jobs.matching.search import best_for_opening, best_for_people
from jobs.matching.unlocking import Taught
from jobs.matching.unlocking_many import unlocks_of
from jobs.matching.weights import WEIGHTS

TOWN = Spot(1, 1, "KG", (42.87, 74.59))


def compile_all() -> None:
    """A made-up person and two vacancies through the searches, the points, and the auction."""
    words, row = Vocabulary(), np.zeros(1, np.int64)
    people = people_of([Person(id=1, spot=TOWN, work={"7212": 12})], words)
    places = Places.of([TOWN])
    work = Opening(id=1, isco="7212", country="KG", spot=TOWN)
    driving = replace(work, id=2, licences=frozenset({"B"}))
    openings = openings_of([work, driving], words, places.countries)
    board = board_of(openings, words, places, WEIGHTS)
    best_for_people(board, people, places)
    course = Taught(1, licences=driving.licences)
    gains = gains_of(course, asked_for(openings, words), words)
    list(unlocks_of(board, openings, people, places, [(gains, people.looking)]))
    crowd = crowd_of(people, words, places)
    best_for_opening(crowd, offer_of(openings, 0, crowd, words, places, WEIGHTS))
    scores = points_of(people, openings, places, words, (row, row), WEIGHTS).sum(axis=1)
    allot(row + 1, row + 1, scores.astype(np.int64), told={}, places={1: 1}, used={})
