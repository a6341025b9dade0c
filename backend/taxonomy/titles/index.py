"""Which texts have features in common: an inverted index, weighed, to be mapped from files.

The likeness of two texts is the mean of two cosines, of their letter groups and of their words,
each weighed by how often it stands in the text (1 + log) and by how few texts have it (idf).
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.taxonomy.titles.features import Hashes, Ints, features

Floats = NDArray[np.float32]
ODD = np.uint64(1)


@dataclass(frozen=True, slots=True)
class Index:
    """`rows[start[f]:start[f + 1]]` are the texts with feature f, `weights` how much it counts."""

    hashes: Hashes  # sorted
    idf: Floats
    start: Ints
    rows: NDArray[np.int32]
    weights: Floats
    lengths: NDArray[np.int32]  # letters of each text

    @classmethod
    def of(cls, texts: Sequence[str]) -> "Index":
        """Texts in their normal form; one without features is like nothing."""
        owner, names = features(texts)
        hashes, column = np.unique(names, return_inverse=True)
        # By feature, then by text: the order in which the index is read.
        pairs, times = np.unique(column.astype(np.int64) * len(texts) + owner, return_counts=True)
        column, owner = np.divmod(pairs, len(texts))
        counts = np.bincount(column, minlength=len(hashes))
        idf = np.log((1 + len(texts)) / (1 + counts)) + 1
        weights = (1 + np.log(times)) * idf[column]
        part = owner * 2 + (hashes[column] & ODD).astype(np.int64)
        norms = np.sqrt(2 * np.bincount(part, weights**2, minlength=2 * len(texts)))
        return cls(
            hashes=hashes,
            idf=idf.astype(np.float32),
            start=np.concatenate([[0], np.cumsum(counts)]),
            rows=owner.astype(np.int32),
            weights=(weights / norms[part]).astype(np.float32),
            lengths=np.array([len(text) for text in texts], np.int32),
        )

    def likeness(self, text: str) -> Floats:
        """0 to 1 for each text of the index, in their order."""
        scores = np.zeros(len(self.lengths), np.float32)
        _owner, names = features([text])
        wanted, times = np.unique(names, return_counts=True)
        if not len(wanted) or not len(self.hashes):
            return scores
        place = np.minimum(np.searchsorted(self.hashes, wanted), len(self.hashes) - 1)
        known = self.hashes[place] == wanted
        idf = np.where(known, self.idf[place], np.log(1 + len(self.lengths)) + 1)
        weights = (1 + np.log(times)) * idf
        part = (wanted & ODD).astype(np.int64)
        weights /= np.sqrt(2 * np.bincount(part, weights**2, minlength=2))[part]
        for feature, weight in zip(place[known].tolist(), weights[known], strict=True):
            there = slice(self.start[feature], self.start[feature + 1])
            scores[self.rows[there]] += np.float32(weight) * self.weights[there]
        return scores

    def save(self, folder: Path) -> None:
        for field in fields(self):
            np.save(folder / f"{field.name}.npy", getattr(self, field.name))

    @classmethod
    def load(cls, folder: Path) -> "Index":
        """Mapped, so that all processes share the pages."""
        parts: dict[str, Any] = {
            field.name: np.load(folder / f"{field.name}.npy", mmap_mode="r")
            for field in fields(cls)
        }
        return cls(**parts)
