"""`make bench-assignment`: who is told, by auction, min-cost flow, greedily, and by plain lists.

All choose from the arcs that the engine finds for made-up people and vacancies (arcs.py). CPU
seconds of one core; the auction and the flow run in processes of their own, one after another,
which also tells the memory that each needs. QUICK=1 leaves out the million.
"""

import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np

from jobs.matching.allotment import LIMITS, allot
from jobs.matching.arrays import Ints
from jobs.matching.auction import Arcs, choose
from jobs.matching.bidding import Flags
from tests.bench.arcs import Rows, arcs_of, found
from tests.bench.sheet import keep
from tests.bench.ways import (
    best_of_openings,
    best_of_people,
    greedy,
    kept_by_openings,
    kept_by_people,
    told,
)
from tests.jobs.matching.arcs import crowded
from tests.jobs.matching.flow import optimum

SMALL, LARGE = (100_000, 10_000), (1_000_000, 20_000)
RUNS = 3
Result = TypeVar("Result")


def main() -> None:
    if len(sys.argv) > 1:
        alone(*sys.argv[1:])
        return
    warm()
    sizes = []
    for people, openings in (SMALL,) if os.environ.get("QUICK") else (SMALL, LARGE):
        spent, rows = timed(lambda size=(people, openings): found(*size))  # type: ignore[misc]
        arcs = arcs_of(rows, people)
        print(f"\n### {people:,} × {openings:,}: {len(arcs.score):,} arcs, ", end="")
        print(f"found in {spent:.0f} CPU s, {arcs.capacity.sum():,} notices at most\n")
        figures = duel(arcs, RUNS if people == SMALL[0] else 1)
        sizes.append({"people": people, "openings": openings, **figures, "ways": table(arcs)})
        door(rows)
    if not os.environ.get("QUICK"):
        keep("assignment", {"sizes": sizes})


def warm() -> None:
    """Compiles, or reads the cache."""
    choose(crowded(1))
    greedy(crowded(1))


def duel(arcs: Arcs, flows: int) -> dict[str, float]:
    """The auction and OR-tools in turns, on the same arcs; their gap and how the times compare."""
    with tempfile.TemporaryDirectory() as place:
        file = Path(place) / "arcs.npz"
        np.savez(file, **asdict(arcs))
        runs = [
            (run("auction", file), run("flow", file) if at < flows else None) for at in range(RUNS)
        ]
    ours, theirs = [one for one, _ in runs], [two for _, two in runs if two]
    (_, _, value, bound), most = ours[0], theirs[0][2]
    if not value <= most <= bound:
        raise SystemExit("The certificate does not hold.")
    print("| | CPU s | most memory of the process, MiB | worth, M points |\n|---|---|---|---|")
    print(f"| auction | {spread(ours)} | {ours[0][1]:.0f} | {value / 1e6:,.3f} |")
    print(f"| OR-tools, the optimum | {spread(theirs)} | {theirs[0][1]:.0f} | {most / 1e6:,.3f} |")
    ratio = min(one[0] for one in theirs) / min(one[0] for one in ours)
    print(f"\nThe auction is {ratio:.1f} times as fast; its gap is proven to be ", end="")
    print(f"≤ {(bound - value) / bound:.4%}, and is {(most - value) / most:.5%}.\n", flush=True)
    return {"ratio": ratio, "proven_gap": (bound - value) / bound, "gap": (most - value) / most}


def run(way: str, file: Path) -> tuple[float, ...]:
    """CPU seconds, MiB, worth and bound, from a process of its own."""
    command = [sys.executable, "-m", "tests.bench.assignment", way, str(file)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return tuple(float(one) for one in said.split())


def alone(way: str, file: str) -> None:
    warm()
    arcs = Arcs(**np.load(file))
    if way == "auction":
        spent, choice = timed(lambda: choose(arcs))
        value, bound = choice.value, choice.bound
    else:
        spent, value = timed(lambda: optimum(arcs))
        bound = value
    # Not getrusage: its most is inherited from the process that started this one.
    most = re.search(r"VmHWM:\s+(\d+)", Path("/proc/self/status").read_text())
    print(spent, int(most[1]) / 1024 if most else 0, value, bound)


def table(arcs: Arcs) -> dict[str, dict[str, float]]:
    """Each way to tell people, beside the bound that the auction proves."""
    print(
        "| | CPU s | worth, % of the bound | people with ≥ 1 | openings with ≥ 1 | Gini of load |"
    )
    print("|---|---|---|---|---|---|")
    spent, best = timed(lambda: choose(arcs))
    share = Shares(arcs, best.bound)
    ways = {"auction": share.row("auction", spent, best.chosen, best.chosen)}
    spent, chosen = timed(lambda: greedy(arcs))
    label = "greedy: first notices first, the best score first"
    ways["greedy"] = share.row(label, spent, chosen, chosen)
    spent, sent = timed(lambda: best_of_people(arcs))
    label = "everybody's best 3; places to who comes first"
    ways["best_of_people"] = share.row(label, spent, sent, kept_by_openings(arcs, sent))
    spent, sent = timed(lambda: best_of_openings(arcs))
    label = "each opening's best; everybody reads 3"
    ways["best_of_openings"] = share.row(label, spent, sent, kept_by_people(arcs, sent))
    return ways


@dataclass(frozen=True, slots=True)
class Shares:
    """Shares of those that can be reached. Load is what was sent, by place."""

    arcs: Arcs
    bound: int

    def row(self, label: str, spent: float, sent: Flags, kept: Flags) -> dict[str, float]:
        arcs = self.arcs
        load = np.bincount(arcs.opening[sent], minlength=len(arcs.capacity)) / arcs.capacity
        has = np.bincount(arcs.opening[kept], minlength=len(arcs.capacity)) > 0
        reached = np.bincount(arcs.opening, minlength=len(arcs.capacity)) > 0
        people, able = told(arcs, kept), np.diff(arcs.start) > 0
        points = arcs.score[kept].sum(dtype=np.int64) + arcs.bonus[people].sum(dtype=np.int64)
        found = {
            "worth": float(points / self.bound),
            "people": float(people[able].mean()),
            "openings": float(has[reached].mean()),
            "gini": gini(load[reached]),
        }
        print(f"| {label} | {spent:.2f} | {found['worth']:.3%} | {found['people']:.1%} ", end="")
        print(f"| {found['openings']:.2%} | {found['gini']:.3f} |", flush=True)
        return found


def door(rows: Rows) -> None:
    """The whole way from rows in no order, as the database gives them."""
    places = dict(enumerate(rows.places.tolist()))
    columns = rows.person, rows.opening, rows.score
    spent, _ = timed(lambda: allot(*columns, told={}, places=places, used={}, limits=LIMITS))
    print(f"\n`allot`, from {len(rows.score):,} rows in no order: {spent:.1f} CPU s.", flush=True)


def gini(load: Ints) -> float:
    ranked = np.sort(load)
    ranks = 2 * np.arange(1, len(ranked) + 1) - len(ranked) - 1
    return float(ranks @ ranked / (len(ranked) * ranked.sum()))


def spread(runs: list[tuple[float, ...]]) -> str:
    spent = sorted(one[0] for one in runs)
    return f"{spent[0]:.2f} to {spent[-1]:.2f}" if len(spent) > 1 else f"{spent[0]:.2f}"


def timed(work: Callable[[], Result]) -> tuple[float, Result]:
    start = time.process_time()
    result = work()
    return time.process_time() - start, result


if __name__ == "__main__":
    main()
