"""From scores of titles to a list: titles of one occupation speak for each other, once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.taxonomy.titles.features import Ints
from backend.taxonomy.titles.index import Floats

COMPANY = 0.2  # chosen by leaving synonyms out, see docs/benchmarks.md


def in_company(scores: Floats, group: Ints) -> Floats:
    """Each score and a part of the mean score of its group; groups are numbered from 0."""
    mean = np.bincount(group, scores) / np.maximum(np.bincount(group), 1)
    company: Floats = (scores + COMPANY * mean[group]).astype(np.float32)
    return company


def one_of_each_first(order: NDArray[Any], group: Ints) -> NDArray[Any]:
    """The best of every group, then the others; both in their order."""
    _groups, places = np.unique(group[order], return_index=True)
    first = np.zeros(len(order), np.bool_)
    first[places] = True
    return np.concatenate([order[first], order[~first]])
