"""`make bench-titles`: from words to occupations, how well and how fast.

Nothing is trained or chosen on what is asked here: a fifth of the titles of KODP-2020, drawn by
the checksum of their letters, is kept from the coder; MELO is read for this bench only. QUICK=1
leaves out the coder, whose lessons take minutes.
"""

import csv
import os
import re
import sys
import time
import zlib
from collections import defaultdict
from pathlib import Path

import django
import numpy as np
from scipy.sparse import csr_array

from backend.taxonomy.data.tables import BUILT, read
from backend.taxonomy.folding import fold
from backend.taxonomy.titles.compiled import titles
from tests.bench import melo
from tests.bench.coding import Coder
from tests.bench.sheet import Times, where

TYPED = Path(__file__).parent / "data" / "titles_typed.csv"
FIRST, AMONG = 1, 5
SURE = (0.2, 0.4, 0.6)
HOSTILE = (
    "сварщик " * 1250,
    "<b>" * 300,
    "оператор " * 12,
    "a b c d e f g h i j k l m n o p",
    "ж" * 9999,
)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "backend.settings.test")
    django.setup()
    print(where("numpy", "rapidfuzz"))
    typed()
    speed()
    if not os.environ.get("QUICK"):
        for language in ("ru", "uz"):
            coded(language)
    if melo.FOLDER.exists():
        benchmark()
    else:
        print(f"\nMELO is not in {melo.FOLDER}: its table is left out.")


def typed() -> None:
    """What people type, with slips, in Latin letters, in Cyrillic Uzbek."""
    found: dict[str, list[tuple[bool, bool]]] = defaultdict(list)
    for row in csv.DictReader(TYPED.read_text(encoding="utf-8").splitlines()):
        groups = list(dict.fromkeys(one.isco for one in titles().suggest(row["typed"])))
        hit = row["isco"] in groups[:FIRST], row["isco"] in groups[:AMONG]
        found[row["kind"]].append(hit)
        if not hit[1]:
            print(f"missed: {row['typed']} ({row['isco']}), brought {groups[:3]}", file=sys.stderr)
    print("\n| typed | n | group first | among the first 5 groups |\n|---|---|---|---|")
    found["all"] = [hit for hits in list(found.values()) for hit in hits]
    for kind, both in found.items():
        first, among = np.mean(both, axis=0)
        print(f"| {kind} | {len(both)} | {first:.3f} | {among:.3f} |")


def speed() -> None:
    """Every beginning of what was typed, as suggestions are asked for, and hostile words."""
    words = [row["typed"] for row in csv.DictReader(TYPED.read_text("utf-8").splitlines())]
    asked = [word[:end] for word in words for end in range(2, len(word) + 1)]
    start = time.process_time()
    titles.__wrapped__()
    opened = time.process_time() - start
    times = Times.of(lambda row: titles().suggest(asked[row]), range(len(asked)))
    worst = Times.of(lambda row: titles().suggest(HOSTILE[row]), range(len(HOSTILE)))
    memory = Path("/proc/self/smaps_rollup").read_text()
    anonymous = re.search(r"Anonymous:\s+(\d+)", memory)
    print(
        f"\n{len(titles().rows):,} titles open in {opened:.2f} CPU s; {len(asked):,} suggestions, "
    )
    print(f"p50 / p95 in ms: {times}; hostile, the worst: CPU {max(worst.cpu):.1f} ms. Memory of ")
    print(f"the process of its own: {int(anonymous[1]) / 1024:.0f} MiB, Django and numpy in it.")


def coded(language: str) -> None:
    """The four digits of titles of the state classifier that the coder has not seen."""
    meant: dict[str, set[str]] = defaultdict(set)
    for row in read(BUILT / "titles.csv.gz"):
        if (row["source"], row["language"]) == ("kodp2020", language):
            meant[fold(row["text"])].add(row["isco"])
    asked = [title for title in sorted(meant) if zlib.crc32(title.encode()) % 5 == 0]
    taught = sorted(meant.keys() - set(asked))
    start = time.process_time()
    coder = Coder.taught((title, code) for title in taught for code in sorted(meant[title]))
    spent = time.process_time() - start
    print(f"\nKODP-2020, {language}: {len(taught):,} titles taught in {spent:.0f} CPU s, ", end="")
    print(f"{len(asked):,} asked.\n\n| | 4 digits | among 5 |\n|---|---|---|")
    near = [
        bool(meant[one] & meant[t]) for one, t in zip(nearest(asked, taught), asked, strict=True)
    ]
    print(f"| the nearest title by tf-idf of 1 to 3 letters | {np.mean(near):.3f} | |")
    answers = [coder.best(title) for title in asked]
    right = [[code in meant[t] for code, _ in a] for t, a in zip(asked, answers, strict=True)]
    hits = np.array(right)
    print(f"| coder | {hits[:, 0].mean():.3f} | {hits.any(axis=1).mean():.3f} |")
    sure = np.array([answer[0][1] for answer in answers])
    for least in SURE:
        some = sure >= least
        print(f"| coder, confidence ≥ {least}: {some.mean():.0%} | {hits[some, 0].mean():.3f} | |")


def nearest(asked: list[str], taught: list[str]) -> list[str]:
    """The baseline: one neighbour by the cosine of all groups of one to three letters."""
    place: dict[str, int] = {}
    known = _counts(taught, place, grow=True)
    idf = np.log((1 + len(taught)) / (1 + np.bincount(known.indices))) + 1
    rows = [_unit(known, idf), _unit(_counts(asked, place, grow=False), idf)]
    best = np.concatenate([
        (rows[1][start : start + 500] @ rows[0].T).toarray().argmax(axis=1)
        for start in range(0, len(asked), 500)
    ])  # fmt: skip
    return [taught[row] for row in best]


def _counts(texts: list[str], place: dict[str, int], *, grow: bool) -> csr_array:
    start, columns = [0], []
    for text in texts:
        groups = [text[i : i + n] for n in (1, 2, 3) for i in range(len(text) - n + 1)]
        if grow:
            columns += [place.setdefault(group, len(place)) for group in groups]
        else:
            columns += [place[group] for group in groups if group in place]
        start.append(len(columns))
    counts = csr_array((np.ones(len(columns)), columns, start), shape=(len(texts), len(place)))
    counts.sum_duplicates()
    return counts


def _unit(counts: csr_array, idf: np.ndarray) -> csr_array:
    weighed = counts.multiply(idf).tocsr()
    norms = np.sqrt(weighed.multiply(weighed).sum(axis=1))
    return weighed.multiply(1 / norms[:, None]).tocsr()


def benchmark() -> None:
    """Mean reciprocal rank beside the published models."""
    names = " | ".join(melo.PUBLISHED)
    print(f"\n| MELO, MRR | letters and words | + company | + one of each first | {names} |")
    print("|---" * (4 + len(melo.PUBLISHED)) + "|")
    for name in melo.SETS:
        asked = melo.read(name)
        ours = " | ".join(f"{score:.4f}" for score in melo.mean_rank(asked))
        published = melo.published(name)
        theirs = " | ".join(published[model] for model in melo.PUBLISHED)
        print(f"| {name} | {ours} | {theirs} |", flush=True)


if __name__ == "__main__":
    main()
