"""The ISCO-08 group of a title that is in no list, learnt from those that are.

Kernel ridge regression of each group on the squared likeness of titles: squared, since two titles
that share little should count for little. It is exact, has no chance in it, and its one number,
RIDGE, was chosen on a part of the titles it learns from.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from backend.taxonomy.titles.form import LONGEST, normal
from backend.taxonomy.titles.index import Floats, Index

RIDGE = 1.0


@dataclass(frozen=True, slots=True)
class Coder:
    """`duals[t, c]` is how much likeness with title t speaks for code c."""

    index: Index
    codes: list[str]
    duals: Floats

    @classmethod
    def taught(cls, titles: Iterable[tuple[str, str]]) -> "Coder":
        """From (title, code). Takes titles² of memory and titles³ of time: 12,000 are a minute."""
        meant: dict[str, set[str]] = {}
        for title, code in titles:
            if form := normal(title):
                meant.setdefault(form, set()).add(code)
        codes = sorted(set().union(*meant.values()))
        index = Index.of(list(meant))
        known = np.stack([index.likeness(form) for form in meant]) ** 2
        known.flat[:: len(known) + 1] += RIDGE
        column = {code: place for place, code in enumerate(codes)}
        truth = np.zeros((len(meant), len(codes)), np.float32)
        for row, of_title in enumerate(meant.values()):
            truth[row, [column[code] for code in of_title]] = 1 / len(of_title)
        return cls(index, codes, np.linalg.solve(known, truth))

    def best(self, title: str, count: int = 5) -> list[tuple[str, float]]:
        """The likeliest codes, each with a confidence; near 0 for what it never saw the like of."""
        scores = self.index.likeness(normal(title[:LONGEST])) ** 2 @ self.duals
        order = np.argsort(-scores, kind="stable")[:count]
        return [(self.codes[place], float(min(max(scores[place], 0), 1))) for place in order]
