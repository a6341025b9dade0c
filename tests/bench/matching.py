"""`make bench-matching`: the fast engine beside its rivals, in one run on one made-up crowd.

CPU seconds of the process (both threads together) unless it says wall. QUICK=1 leaves out the
million. A whole run keeps its figures in docs/matching/results.json (`make bench-plots` draws).
"""

import os
import pickle
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from jobs.matching.arrays import Ints, Openings, People
from jobs.matching.board import Board, board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.search import best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS
from tests.bench import made_up
from tests.bench.rivals import beside
from tests.bench.sheet import Sheet, Times, cpu, keep, where

QUICK = bool(os.environ.get("QUICK"))
SIZES = ((100_000, 10_000),) if QUICK else ((100_000, 10_000), (1_000_000, 20_000))
THREADS = 2
SHARES = (8, 4, 2, 1)  # the four sizes at which cost is shown
MANY = 50_000  # people who show how cost grows with openings


def main() -> None:
    if len(sys.argv) > 1:
        _hold(sys.argv[1])
        return
    machine = where("numpy", "numba", "sparse_dot_topn", "django", "psycopg")
    print(machine)
    land = made_up.Land.made(np.random.default_rng(3))
    sizes = []
    for people_count, openings_count in SIZES:
        people = made_up.people(land, people_count)
        openings = made_up.openings(land, openings_count)
        sheet = Sheet({"people": people_count, "openings": openings_count})
        print(f"\n### {people_count:,} × {openings_count:,}\n")
        print("| µs of one core a person | |\n|---|---|")
        board = _everybody(sheet, land, people, openings)
        _one_by_one(sheet, land, people, openings, board)
        sizes.append(sheet.figures)
    growth = _growth(land, people, openings)
    if QUICK:
        return
    memory = _memory(land, people, openings)
    print(f"\nMost memory of a process that holds and matches the largest: {memory:.0f} MiB")
    day = time.strftime("%Y-%m-%d")
    found = {"day": day, "machine": machine, "sizes": sizes, "growth": growth}
    keep("matching", found | {"memory_mib": memory})


def _everybody(sheet: Sheet, land: made_up.Land, people: People, openings: Openings) -> Board:
    """Everybody's best 20, the whole of it; the rivals on the first people."""
    making, board = cpu(lambda: board_of(openings, land.words, land.places, WEIGHTS))

    def engine(rows: Any = None) -> tuple[Ints, Ints]:
        chosen = None if rows is None else np.asarray(rows)
        return best_for_people(board, people, land.places, rows=chosen, threads=THREADS)

    engine(range(100))  # compiled by now
    start = time.perf_counter()
    spent, (found, points) = cpu(engine)
    seconds = time.perf_counter() - start
    each = 1e6 * spent / len(people)
    sheet.row("everybody's exact 20", f"{each:.1f}", engine_us=each)
    sheet.row(f"… wall, {THREADS} threads, s", f"{seconds:.2f}", engine_wall_s=seconds)
    sheet.row("… making the board before, once, s", f"{making:.2f}", board_s=making)
    asked = people, openings, land
    exact = beside.listed(openings, found, points, beside.SQL)
    beside.sparse_beside(sheet, engine, asked, found)
    beside.database_beside(sheet, asked, exact, each)
    beside.facts_beside(sheet, asked, exact, each)
    return board


def _one_by_one(
    sheet: Sheet, land: made_up.Land, people: People, openings: Openings, board: Board
) -> None:
    """A new vacancy against everybody, and one edited profile against all vacancies; wall."""
    crowd = crowd_of(people, land.words, land.places)

    def publish(row: int) -> Any:
        offer = offer_of(openings, row, crowd, land.words, land.places, WEIGHTS)
        return best_for_opening(crowd, offer, threads=THREADS)

    def edit(row: int) -> Any:
        return best_for_people(board, people, land.places, rows=np.array([row]))

    publish(0)
    published = Times.of(publish, range(1, 121))
    edited = Times.of(edit, range(1, 301))
    label = "a new vacancy, exact 200, wall ms p50 / p95"
    sheet.row(label, f"{published}", published=asdict(published))
    label = "an edited profile, exact 20, wall ms p50 / p95"
    sheet.row(label, f"{edited}", edited=asdict(edited))


def _growth(land: made_up.Land, people: People, openings: Openings) -> list[Any]:
    """People, openings and CPU seconds: at four sizes of either."""
    print("\n| people | openings | CPU s | µs a person |\n|---|---|---|---|")
    board = board_of(openings, land.words, land.places, WEIGHTS)
    grown = [_grown(land, people, board, len(people) // share) for share in SHARES]
    for share in SHARES:
        some = made_up.openings(land, len(openings) // share)
        grown.append(_grown(land, people, board_of(some, land.words, land.places, WEIGHTS), MANY))
    return grown


def _grown(land: made_up.Land, people: People, board: Board, count: int) -> tuple[int, int, float]:
    spent, _ = cpu(lambda: best_for_people(board, people, land.places, rows=np.arange(count)))
    print(f"| {count:,} | {len(board):,} | {spent:.2f} | {1e6 * spent / count:.1f} |", flush=True)
    return count, len(board), spent


def _memory(land: made_up.Land, people: People, openings: Openings) -> float:
    """MiB, of a process of its own that is handed the columns: making them up needs more."""
    with tempfile.NamedTemporaryFile() as file:
        pickle.dump((land, people, openings), file, protocol=5)
        file.flush()
        command = [sys.executable, "-m", "tests.bench.matching", file.name]
        told = subprocess.run(command, check=True, capture_output=True, text=True)
    return int(told.stdout) / 1024


def _hold(path: str) -> None:
    """Everybody's best, then a new vacancy's, as a worker does; prints its most memory, KiB.

    Of this program alone: `getrusage` would tell that of the process which started it.
    """
    with Path(path).open("rb") as file:
        land, people, openings = pickle.load(file)  # noqa: S301  written above
    board = board_of(openings, land.words, land.places, WEIGHTS)
    best_for_people(board, people, land.places, threads=THREADS)
    crowd = crowd_of(people, land.words, land.places)
    best_for_opening(crowd, offer_of(openings, 0, crowd, land.words, land.places, WEIGHTS))
    status = Path("/proc/self/status").read_text().splitlines()
    print(next(line.split()[1] for line in status if line.startswith("VmHWM")))


if __name__ == "__main__":
    main()
