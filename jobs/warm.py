"""The facts that a process keeps between its searches, so that one takes milliseconds.

Tasks of one process share them, one after the other: a search is short, and what it reads must
not be renewed meanwhile. The crowd of a million people stays laid out as it is: whoever has
changed since is struck from it and searched apart, until they are many.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import RLock

import numpy as np
from django.conf import settings
from django.db import connection

from jobs import snapshots
from jobs.matching.arrays import NONE, Ints, People
from jobs.matching.board import Board, board_of
from jobs.matching.crowd import Crowd, crowd_of, offer_of
from jobs.matching.search import PER_PERSON, best_for_opening, best_for_people
from jobs.matching.taking import taken
from jobs.matching.weights import WEIGHTS
from jobs.snapshots import Snapshot

# More people than this searched apart would cost more than to lay all of them out anew.
APART = 5_000


class Warm:
    """A snapshot with what was made of it. Belongs to whoever holds the lock."""

    def __init__(self, facts: Snapshot) -> None:
        self.facts = facts
        self._forget()

    def _forget(self) -> None:
        self._board: Board | None = None
        self._crowd: Crowd | None = None
        self._apart: set[int] = set()

    def renew(self) -> None:
        """Bring everything up to now."""
        codes = self._codes()
        changes = snapshots.refresh(self.facts)
        if changes.everything or len(self._apart | changes.people) > APART:
            self._forget()
        elif self._crowd is not None and changes.people:
            self._apart |= changes.people
            _strike(self._crowd, self._ids, changes.people)
        if changes.vacancies or codes != self._codes():
            self._board = None

    def _codes(self) -> int:
        """A board knows the codes of its day only."""
        words = self.facts.vocabulary
        return len(words.currencies) + len(words.schedules)

    def best_openings(self, person_id: int, n: int = PER_PERSON) -> Ints:
        """Rows of the best openings for one person, best first; none if they are not looking."""
        person = self.person(person_id)
        found, _ = best_for_people(self.board(), person, self.facts.places, n)
        return found[found != NONE].astype(np.int64)

    def person(self, person_id: int) -> People:
        """One person, or nobody of that id."""
        return taken(self.facts.people, _rows(self.facts.people.id, np.array([person_id])))

    def board(self) -> Board:
        if self._board is None:
            facts = self.facts
            self._board = board_of(facts.openings, facts.vocabulary, facts.places, WEIGHTS)
        return self._board

    def best_people(self, opening_id: int, n: int | None = None) -> tuple[Ints, Ints]:
        """Rows of the best people for one opening (all who may have it, unless told how many),
        best first, and the row of the opening as often; none if it is not open.
        """
        row = _rows(self.facts.openings.id, np.array([opening_id]))
        if not len(row):
            return row, row
        n = len(self.facts.people) if n is None else n
        ids, scores = self._searched(self._laid_out(), self._ids, int(row[0]), n)
        if self._apart:
            some = taken(self.facts.people, _rows(self.facts.people.id, _sorted(self._apart)))
            crowd = crowd_of(some, self.facts.vocabulary, self.facts.places)
            others, points = self._searched(crowd, some.id, int(row[0]), n)
            ids, scores = np.concatenate((ids, others)), np.concatenate((scores, points))
        best = np.lexsort((ids, -scores))[:n]
        return _rows(self.facts.people.id, ids[best]), np.repeat(row, len(best))

    def _laid_out(self) -> Crowd:
        if self._crowd is None:
            self._crowd = crowd_of(self.facts.people, self.facts.vocabulary, self.facts.places)
            # Rows move when people come and go; ids do not.
            self._ids = self.facts.people.id.copy()
            self._apart = set()
        return self._crowd

    def _searched(self, crowd: Crowd, ids: Ints, row: int, n: int) -> tuple[Ints, Ints]:
        """Ids and scores. `ids` are those of the people that the crowd was made of."""
        facts = self.facts
        offer = offer_of(facts.openings, row, crowd, facts.vocabulary, facts.places, WEIGHTS)
        rows, scores = best_for_opening(crowd, offer, n, threads=settings.MATCHING_THREADS)
        return ids[rows], scores


def _strike(crowd: Crowd, ids: Ints, gone: "frozenset[int]") -> None:
    """No work has hours that a gate of nothing lets through."""
    rows = _rows(ids, _sorted(gone))
    crowd.gate[np.isin(crowd.row, rows)] = 0


def _rows(ids: Ints, wanted: Ints) -> Ints:
    """Where they stand among the ascending ids; those that do not are left out."""
    if not len(ids):
        return np.empty(0, np.int64)
    rows = np.minimum(np.searchsorted(ids, wanted), len(ids) - 1)
    return rows[ids[rows] == wanted]


def _sorted(ids: "set[int] | frozenset[int]") -> Ints:
    return np.array(sorted(ids), np.int64)


_lock = RLock()
_kept: Warm | None = None


@contextmanager
def facts() -> Iterator[Warm]:
    """The facts as of now, for the caller alone.

    Nothing is kept of what a transaction reads: it may still be taken back.
    """
    global _kept
    if connection.in_atomic_block:
        yield Warm(snapshots.load())
        return
    with _lock:
        try:
            if _kept is None:
                _kept = Warm(snapshots.load())
            else:
                _kept.renew()
            yield _kept
        except BaseException:
            # Whatever broke may have left it half renewed.
            _kept = None
            raise


def forget() -> None:
    """Read everything anew next time."""
    global _kept
    with _lock:
        _kept = None
