"""The MELO benchmark (job title to ESCO occupation, arXiv 2410.08319) by its own metric.

Its texts stay outside the project: the folder of its sets is named by MELO=…, and without it the
tables of `make bench-titles` are printed without these.
"""

import csv
import os
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.taxonomy.titles.features import Ints
from backend.taxonomy.titles.form import normal
from backend.taxonomy.titles.index import Floats, Index
from tests.bench.ranking import in_company, one_of_each_first

FOLDER = Path(os.environ.get("MELO", Path(__file__).parents[3] / "shared" / "data" / "melo"))
SETS = ("usa_q_en_c_en", "bgr_q_bg_c_bg", "pol_q_pl_c_pl")
PUBLISHED = ("char_tf_idf", "me5", "bge_m3", "e5", "openai")
LEFT_OUT = 1000


@dataclass(frozen=True, slots=True)
class Melo:
    """Texts of the corpus with their occupations, queries, and the places of right answers."""

    ids: list[str]
    texts: list[str]
    occupation: Ints
    queries: list[str]
    right: list[Ints]


def read(name: str) -> Melo:
    corpus, asked = _table(name, "corpus_elements.tsv"), _table(name, "queries.tsv")
    ids = [row[0] for row in corpus]
    place = {one: at for at, one in enumerate(ids)}
    answers: dict[str, list[int]] = defaultdict(list)
    for query, _zero, element, _one in _table(name, "annotations.tsv"):
        answers[query].append(place[element])
    _names, occupation = np.unique([one.split("_")[0] for one in ids], return_inverse=True)
    texts, queries = [row[1] for row in corpus], [row[1] for row in asked]
    return Melo(ids, texts, occupation, queries, [np.array(answers[row[0]]) for row in asked])


def _table(name: str, file: str) -> list[list[str]]:
    lines = (FOLDER / name / file).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines]


def published(name: str) -> dict[str, str]:
    with (FOLDER / "published_results.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["dataset"] == name]
    return {row["model"]: row["MRR"] for row in rows if row["model"] in PUBLISHED}


def order_of(scores: Floats, ids: Ints) -> Ints:
    """As trec_eval has it: by score to five digits, ties by the id, the last first."""
    return np.lexsort((ids, np.round(scores, 5)))[::-1]


def mean_rank(melo: Melo) -> tuple[float, float, float]:
    """MRR by likeness alone, with the company of the occupation, and with one of each first."""
    index = Index.of([normal(text) for text in melo.texts])
    ids = np.argsort(np.argsort(melo.ids))
    found: list[tuple[float, float, float]] = []
    for query, right in zip(melo.queries, melo.right, strict=True):
        alone = index.likeness(normal(query))
        order = order_of(alone, ids)
        company = order_of(in_company(alone, melo.occupation), ids)
        varied = one_of_each_first(company, melo.occupation)
        found.append(tuple(_reciprocal(one, right) for one in (order, company, varied)))  # type: ignore[arg-type]
    one, two, three = np.mean(found, axis=0)
    return float(one), float(two), float(three)


def _reciprocal(order: Ints, right: Ints) -> float:
    return float(1 / (1 + np.flatnonzero(np.isin(order, right))[0]))


def left_out(melo: Melo, change: Callable[[Floats, Ints], Floats]) -> float:
    """MRR of synonyms of the corpus as queries, to choose by: no query of the benchmark is read."""
    index = Index.of([normal(text) for text in melo.texts])
    forms = np.array([normal(text) for text in melo.texts])
    ids, found = np.argsort(np.argsort(melo.ids)), []
    for place in np.random.default_rng(0).permutation(len(forms))[:LEFT_OUT]:
        others = forms != forms[place]
        group = melo.occupation[others]
        right = np.flatnonzero(group == melo.occupation[place])
        if len(right):
            scores = change(index.likeness(forms[place])[others], group)
            found.append(_reciprocal(order_of(scores, ids[others]), right))
    return float(np.mean(found))
