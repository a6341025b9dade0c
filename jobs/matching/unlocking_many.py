"""What courses unlock for many people at once: the answers of unlocking.py by the fast engine."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from jobs.matching.arrays import Ints, Openings, People, Places
from jobs.matching.board import Board
from jobs.matching.learning import Gains, lacking, learned
from jobs.matching.reopening import add_eligible, add_entering, gate_of, seekers_of, spread_of
from jobs.matching.search import PER_PERSON, best_for_people
from jobs.matching.taking import taken

# People who are searched for at one time: neighbours share what is in reach.
AT_ONCE = 20_000
# Of them, people whose openings are marked at one time: 2.5 kB each for 20,000 openings.
MARKED = 4_000


@dataclass(frozen=True, slots=True)
class Unlocks:
    """What one course unlocks for some people, each of them something.

    `marks` [person, word] has the bit of each opening, by its row, that is unlocked; `eligible`
    counts those of them that are refused today.
    """

    course: int
    rows: Ints  # of the people
    vacancies: Ints
    eligible: Ints
    marks: Ints


def unlocks_of(
    board: Board,
    openings: Openings,
    people: People,
    places: Places,
    courses: "list[tuple[Gains, Ints]]",
) -> Iterator[Unlocks]:
    """For each course, and some thousand people at a time, what it would unlock.

    A course comes with a bool by person: who might take it. Whoever does not look for work or
    lacks nothing of it is left out.
    """
    for start in range(0, len(people), AT_ONCE):
        rows = np.arange(start, min(start + AT_ONCE, len(people)))
        some = taken(people, rows)
        best: Ints | None = None
        for gains, able in courses:
            chosen = np.flatnonzero(able[rows] & some.looking & lacking(some, gains))
            if not gains or not len(chosen):
                continue
            if best is None:
                best, _ = best_for_people(board, some, places, PER_PERSON)
            now = taken(some, chosen)
            for found in _compared(board, openings, now, places, gains, best[chosen]):
                yield replace(found, rows=rows[chosen[found.rows]])


def _compared(
    board: Board, openings: Openings, now: People, places: Places, gains: Gains, best: Ints
) -> Iterator[Unlocks]:
    """Everybody of `now` today and after the course; `best` is their lists of today."""
    then = learned(now, gains)
    after, _ = best_for_people(board, then, places, PER_PERSON)
    gate = gate_of(openings, gains)
    for first in range(0, len(now), MARKED):
        part = np.arange(first, min(first + MARKED, len(now)))
        marks = np.zeros((len(part), -(-len(openings) // 64)), np.uint64)
        if len(gate.row):
            today, later = seekers_of(taken(now, part)), seekers_of(taken(then, part))
            add_eligible(gate, today, later, spread_of(places), marks)
        eligible = _counted(marks)
        add_entering(best[part], after[part], marks)
        vacancies = _counted(marks)
        some = np.flatnonzero(vacancies)
        yield Unlocks(gains.course, part[some], vacancies[some], eligible[some], marks[some])


def _counted(marks: Ints) -> Ints:
    """How many bits each row has."""
    counts: Ints = np.bitwise_count(marks).sum(axis=1, dtype=np.int64)
    return counts
