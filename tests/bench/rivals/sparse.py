"""sparse_dot_topn on the part of the score that is a product: skills and kind of work.

It knows no hard condition, no pay and no distance, so it answers an easier question.
"""

import time

import numpy as np
import scipy.sparse as sp
from sparse_dot_topn import sp_matmul_topn

from jobs.matching.arrays import Ints, Lists, Openings, People, Vocabulary
from jobs.matching.weights import WEIGHTS


def timed(people: People, openings: Openings, words: Vocabulary, rows: int) -> tuple[float, Ints]:
    """CPU seconds of the top 20 of the first `rows` people, and the openings it names."""
    asking, asked = _people(people, words, rows), _openings(openings, words)
    start = time.process_time()
    found = sp_matmul_topn(asking, asked, top_n=20, n_threads=1, sort=True)
    spent = time.process_time() - start
    named = np.full((rows, 20), -1, np.int64)
    for row in range(rows):
        own = found.indices[found.indptr[row] : found.indptr[row + 1]]
        named[row, : len(own)] = own
    return spent, named


def _groups(words: Vocabulary) -> list[Ints]:
    """For 4, 3 and 2 digits: the number of each ISCO word's group."""
    found = []
    for digits in (4, 3, 2):
        cut = [code[:digits] for code in words.isco.numbers]
        order = {code: at for at, code in enumerate(dict.fromkeys(cut))}
        found.append(np.array([order[code] for code in cut]))
    return found


def _people(people: People, words: Vocabulary, rows: int) -> sp.csr_matrix:
    parts = [_matrix(_cut(people.skills, rows), len(words.skills))]
    work = _cut(people.work, rows)
    for group in _groups(words):
        matrix = _matrix(Lists(work.start, group[work.values]), int(group.max()) + 1)
        matrix.data[:] = 1  # two jobs of one group count once
        parts.append(matrix)
    return sp.hstack(parts, format="csr", dtype=np.float32)


def _openings(openings: Openings, words: Vocabulary) -> sp.csr_matrix:
    count = len(openings)
    required = _matrix(openings.required, len(words.skills), WEIGHTS.required)
    wished = _matrix(openings.wished, len(words.skills), WEIGHTS.wished)
    two, three, four = WEIGHTS.occupation[2:]
    parts = [required + wished]
    for group, worth in zip(_groups(words), (four - three, three - two, two), strict=True):
        ones = (np.full(count, worth), (np.arange(count), group[openings.isco]))
        parts.append(sp.csr_matrix(ones, shape=(count, int(group.max()) + 1)))
    return sp.hstack(parts, format="csr", dtype=np.float32).T.tocsr()


def _matrix(lists: Lists, width: int, worth: int = 0) -> sp.csr_matrix:
    """One row a list: 1 for each value, or its share of `worth`."""
    counts = np.diff(lists.start)
    data = np.ones(len(lists.values), np.float32)
    if worth:
        data = np.repeat(worth / np.maximum(counts, 1), counts).astype(np.float32)
    matrix = sp.csr_matrix((data, lists.values, lists.start), shape=(len(counts), width))
    matrix.sum_duplicates()
    return matrix


def _cut(lists: Lists, rows: int) -> Lists:
    return Lists(lists.start[: rows + 1], lists.values[: lists.start[rows]])
