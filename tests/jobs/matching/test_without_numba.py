"""Where numba cannot be imported both searches are slow, right, and say so once."""

import subprocess
import sys

SCRIPT = """
import sys
sys.modules["numba"] = sys.modules["llvmlite"] = None
import numpy as np
from jobs.matching.board import board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.engine import best_for_opening as opening_plainly, best_for_person
from jobs.matching.search import best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS
from tests.bench import made_up

land = made_up.Land.made(np.random.default_rng(3))
people, openings = made_up.people(land, 300), made_up.openings(land, 1000)
asking = [made_up.person_of(land, people, row) for row in range(300)]
asked = [made_up.opening_of(land, openings, row) for row in range(1000)]
board = board_of(openings, land.words, land.places, WEIGHTS)
found, scores = best_for_people(board, people, land.places, rows=np.arange(10), threads=2)
for row in range(10):
    wanted = best_for_person(asking[row], asked)
    assert [pair.opening - 1 for pair in wanted] == found[row][found[row] >= 0].tolist()
    assert [pair.score.total for pair in wanted] == scores[row][: len(wanted)].tolist()
crowd = crowd_of(people, land.words, land.places)
for row in range(5):
    offer = offer_of(openings, row, crowd, land.words, land.places, WEIGHTS)
    rows, scores = best_for_opening(crowd, offer, 10)
    wanted = opening_plainly(asked[row], asking, 10)
    assert [pair.person - 1 for pair in wanted] == rows.tolist() != []
    assert [pair.score.total for pair in wanted] == scores.tolist()
"""


def test_both_searches_are_right_and_say_once_that_they_are_slow() -> None:
    done = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stderr.splitlines() == ["numba is not installed: matching is right, but slow"]
