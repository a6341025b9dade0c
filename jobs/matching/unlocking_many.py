"""What courses unlock for many people at once: the answers of unlocking.py by the fast engine."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from jobs.matching.arrays import Ints, Openings, People, Places
from jobs.matching.board import Board
from jobs.matching.learning import Gains, lacking, learned
from jobs.matching.reopening import add_eligible, add_entering, gate_of, seekers_of, spread_of
from jobs.matching.search import PER_PERSON, best_for_people
from jobs.matching.taking import taken

# People whose openings are marked at one time: 2.5 kB each for 20,000 openings.
AT_ONCE = 20_000


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
            found = _compared(board, openings, now, places, gains, best[chosen])
            helped = np.flatnonzero(found.vacancies)
            yield Unlocks(
                gains.course,
                rows[chosen[helped]],
                found.vacancies[helped],
                found.eligible[helped],
                found.marks[helped],
            )


def _compared(
    board: Board, openings: Openings, now: People, places: Places, gains: Gains, best: Ints
) -> Unlocks:
    """Everybody of `now` today and after the course; `best` is their lists of today."""
    then = learned(now, gains)
    marks = np.zeros((len(now), -(-len(openings) // 64)), np.uint64)
    gate = gate_of(openings, gains)
    if len(gate.row):
        add_eligible(gate, seekers_of(now), seekers_of(then), spread_of(places), marks)
    eligible = np.bitwise_count(marks).sum(axis=1, dtype=np.int64)
    after, _ = best_for_people(board, then, places, PER_PERSON)
    add_entering(best, after, marks)
    vacancies = np.bitwise_count(marks).sum(axis=1, dtype=np.int64)
    return Unlocks(gains.course, np.arange(len(now)), vacancies, eligible, marks)
