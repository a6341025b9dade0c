"""`make bench-matching`: the fast engine beside its rivals, in one run on one set of made-up data.

CPU seconds of the process (both threads together) unless it says wall. QUICK=1 leaves out the
million. The plain loop runs over the facts as Python objects, which is lighter than over ORM
objects; SQL is not measured yet.
"""

import gc
import os
import platform
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import numpy as np

from jobs.matching.arrays import Ints, Openings, People
from jobs.matching.board import Board, board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.engine import best_for_person
from jobs.matching.facts import Opening, Person
from jobs.matching.search import best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS
from tests.bench import made_up
from tests.bench.rivals import sparse

QUICK = bool(os.environ.get("QUICK"))
SIZES = ((100_000, 10_000),) if QUICK else ((100_000, 10_000), (1_000_000, 20_000))
THREADS = 2
PLAIN, SPARSE, REPEATS = 10, 10_000, 3
MEMORY = "memory"


def main() -> None:
    if MEMORY in sys.argv:
        _hold(*SIZES[-1])
        return
    _say_where()
    land = made_up.Land.made(np.random.default_rng(3))
    for people_count, openings_count in SIZES:
        people = made_up.people(land, people_count)
        openings = made_up.openings(land, openings_count)
        board = board_of(openings, land.words, land.places, WEIGHTS)
        best_for_people(board, people, land.places, rows=np.arange(100))  # compiled by now
        print(f"\n### {people_count:,} × {openings_count:,}\n\n| | |\n|---|---|")
        _everybody(land, people, openings, board)
        _one_by_one(land, people, openings, board)
    _growth(land, people, openings)
    print(f"\nMost memory of a process that holds and matches the largest: {_memory():.0f} MiB")


def _say_where() -> None:
    cpu = next(
        (line for line in Path("/proc/cpuinfo").read_text().splitlines() if "model name" in line),
        platform.processor(),
    )
    load = " ".join(f"{one:.1f}" for one in os.getloadavg())
    print(f"{cpu.split(':')[-1].strip()}, {os.cpu_count()} cores, load {load}; ", end="")
    print(f"Python {platform.python_version()}, numpy {np.__version__}, numba {numba.__version__}")


def _everybody(land: made_up.Land, people: People, openings: Openings, board: Board) -> None:
    """Everybody's best 20, the whole of it; the rivals on the first people."""
    wall = time.perf_counter()
    spent, (found, _) = _cpu(lambda: best_for_people(board, people, land.places, threads=THREADS))
    wall = time.perf_counter() - wall
    each = 1e6 * spent / len(people)
    asked = [made_up.opening_of(land, openings, at) for at in range(len(openings))]
    asking = [made_up.person_of(land, people, at) for at in range(PLAIN)]
    plain, lists = _cpu(lambda: [_plainly(one, asked) for one in asking])
    if lists != [[one for one in row if one >= 0] for row in found[:PLAIN].tolist()]:
        raise SystemExit("The engine and the plain loop disagree.")
    rows = np.arange(SPARSE)
    engine, rival, held = [], [], 0.0
    for _ in range(REPEATS):  # side by side: other work on the machine meets both
        engine.append(_cpu(lambda: best_for_people(board, people, land.places, rows=rows))[0])
        seconds, named = sparse.timed(people, openings, land.words, SPARSE)
        rival.append(seconds)
        held = _share(found[:SPARSE], named)
    per, rival_per = 1e6 * min(engine) / SPARSE, 1e6 * min(rival) / SPARSE
    plain_per = 1e6 * plain / PLAIN
    _row("everybody's exact 20, µs of one core a person", f"{each:.1f}")
    _row(f"… wall, {THREADS} threads, s", f"{wall:.2f}")
    _row(f"… of {SPARSE:,} people, µs", _spread(engine, SPARSE))
    _row("sparse_dot_topn, no conditions, µs", _spread(rival, SPARSE))
    _row("… times the engine", f"{rival_per / per:.1f}")
    _row("… share of the exact lists that it holds", f"{held:.0%}")
    _row(
        f"plain loop over Python objects ({PLAIN} people, same ids and order), µs",
        f"{plain_per:,.0f}",
    )
    _row("… times the engine", f"{plain_per / each:,.0f}")


def _one_by_one(land: made_up.Land, people: People, openings: Openings, board: Board) -> None:
    """A new vacancy against everybody, and one edited profile against all vacancies; wall."""
    crowd = crowd_of(people, land.places)

    def publish(row: int) -> Any:
        offer = offer_of(openings, row, crowd, land.words, land.places, WEIGHTS)
        return best_for_opening(crowd, offer, threads=THREADS)

    publish(0)
    _row("a new vacancy, exact 200, ms p50 / p95", _percentiles(publish, range(1, 121)))

    def edit(row: int) -> Any:
        return best_for_people(board, people, land.places, rows=np.array([row]))

    _row("an edited profile, exact 20, ms p50 / p95", _percentiles(edit, range(1, 301)))


def _growth(land: made_up.Land, people: People, openings: Openings) -> None:
    print("\n| people | openings | CPU s | µs a person |\n|---|---|---|---|")
    board = board_of(openings, land.words, land.places, WEIGHTS)
    for share in (8, 4, 2, 1):
        _grown(land, people, board, len(people) // share)
    for share in (8, 4, 2, 1):
        some = made_up.openings(land, len(openings) // share)
        _grown(land, people, board_of(some, land.words, land.places, WEIGHTS), 50_000)


def _grown(land: made_up.Land, people: People, board: Board, count: int) -> None:
    rows = np.arange(count)
    spent, _ = _cpu(lambda: best_for_people(board, people, land.places, rows=rows))
    print(f"| {count:,} | {len(board):,} | {spent:.2f} | {1e6 * spent / count:.1f} |")


def _plainly(person: Person, openings: list[Opening]) -> list[int]:
    """Rows of the openings that the plain engine lists."""
    return [pair.opening - 1 for pair in best_for_person(person, openings)]


def _share(exact: Ints, named: Ints) -> float:
    held = sum(
        len(set(one[one >= 0].tolist()) & set(two.tolist()))
        for one, two in zip(exact, named, strict=True)
    )
    return held / max(1, int((exact >= 0).sum()))


def _cpu(work: Callable[[], Any]) -> tuple[float, Any]:
    gc.collect()
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


def _spread(seconds: list[float], count: int) -> str:
    return f"{1e6 * min(seconds) / count:.1f} to {1e6 * max(seconds) / count:.1f}"


def _percentiles(work: Callable[[int], Any], rows: range) -> str:
    spent = []
    for row in rows:
        start = time.perf_counter()
        work(row)
        spent.append(1000 * (time.perf_counter() - start))
    return f"{np.percentile(spent, 50):.2f} / {np.percentile(spent, 95):.2f}"


def _row(name: str, value: str) -> None:
    print(f"| {name} | {value} |", flush=True)


def _memory() -> float:
    """MiB, of a process of its own."""
    command = [sys.executable, "-m", "tests.bench.matching", MEMORY]
    told = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(told.stdout) / 1024


def _hold(people_count: int, openings_count: int) -> None:
    land = made_up.Land.made(np.random.default_rng(3))
    people = made_up.people(land, people_count)
    openings = made_up.openings(land, openings_count)
    board = board_of(openings, land.words, land.places, WEIGHTS)
    crowd = crowd_of(people, land.places)
    best_for_people(board, people, land.places, threads=THREADS)
    best_for_opening(crowd, offer_of(openings, 0, crowd, land.words, land.places, WEIGHTS))
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


if __name__ == "__main__":
    main()
