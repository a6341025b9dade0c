"""Pairs that a search has found, as columns of ids and points."""

from dataclasses import dataclass
from typing import Self

import numpy as np

from jobs.matching.arrays import Ints
from jobs.matching.parts import PARTS, points_of
from jobs.matching.weights import WEIGHTS
from jobs.snapshots import Changes, Snapshot


@dataclass(frozen=True, slots=True)
class Found:
    """Each place is one pair."""

    person: Ints  # int64 ids
    opening: Ints  # int64 ids
    points: Ints  # int16 [pair, part], parts.PARTS

    @classmethod
    def of(cls, facts: Snapshot, people: Ints, openings: Ints) -> Self:
        """From rows of the snapshot."""
        pairs = people, openings
        points = points_of(
            facts.people, facts.openings, facts.places, facts.vocabulary, pairs, WEIGHTS
        )
        return cls(facts.people.id[people], facts.openings.id[openings], points)

    @classmethod
    def none(cls) -> Self:
        ids = np.empty(0, np.int64)
        return cls(ids, ids, np.empty((0, len(PARTS)), np.int16))

    @property
    def score(self) -> Ints:
        return self.points.sum(axis=1, dtype=np.int64)

    def __len__(self) -> int:
        return len(self.person)

    def __add__(self, other: Self) -> Self:
        return type(self)(
            np.concatenate((self.person, other.person)),
            np.concatenate((self.opening, other.opening)),
            np.concatenate((self.points, other.points)),
        )

    def only(self, kept: Ints) -> Self:
        """The pairs that a mask or rows choose."""
        return type(self)(self.person[kept], self.opening[kept], self.points[kept])

    def without(self, changed: Changes) -> Self:
        """But for the pairs of people and vacancies that have changed."""
        known = np.isin(self.person, list(changed.people))
        known |= np.isin(self.opening, list(changed.vacancies))
        return self.only(~known)
