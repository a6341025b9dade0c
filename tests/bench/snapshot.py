"""`make bench-snapshot`: the arrays of the matching, out of PostgreSQL and kept up with it.

In a scratch database: seconds to read everything, milliseconds to take up changes (feed read,
rows read, arrays patched), bytes a person; beside them the same facts read as objects, on a
sample. `QUICK=1` leaves the million out. CPU is Python's and its PostgreSQL
backend's together: the server must run on this machine.
"""

import os
import time
from collections.abc import Callable
from dataclasses import fields
from functools import partial
from statistics import median
from typing import Any

from tests.bench.crowd import fill
from tests.bench.scratch import scratch_database
from tests.bench.sheet import cpu_with_database, where

VACANCIES = 20_000
SIZES = (100_000,) if os.environ.get("QUICK") else (100_000, 1_000_000)
SAMPLE = 20_000
EDITS = 15


def main() -> None:
    print(where("numpy", "django", "psycopg"))
    for people in SIZES:
        with scratch_database("bench_snapshot"):
            filling, _ = _timed(partial(fill, people, VACANCIES))
            print(f"\n{people:,} people, {VACANCIES:,} vacancies (filled in {filling:.0f} s)\n")
            print("| what | measure |\n|---|---|")
            for what, measure in _measures(people).items():
                print(f"| {what} | {measure} |", flush=True)


def _measures(people: int) -> dict[str, str]:
    from jobs import snapshots  # noqa: PLC0415  Django is set up by then
    from jobs.snapshots.people import read_people  # noqa: PLC0415
    from jobs.snapshots.words import read_words  # noqa: PLC0415

    spent, (load, kept) = cpu_with_database(lambda: _timed(snapshots.load))
    if (len(kept.people), len(kept.openings)) != (people, VACANCIES):
        raise SystemExit("The snapshot lacks somebody.")
    words, _ = read_words()
    columns, _ = _timed(lambda: read_people(words))
    each, by_objects = columns / people, _seconds_by_objects()
    return {
        "load, everything": f"{load:.1f} s, {spent:.1f} s of CPU",
        "… of it people": f"{columns:.1f} s, {1e6 * each:.1f} µs each",
        "people as objects, then columns": f"{1e6 * by_objects:.0f} µs each",
        "ratio": f"{by_objects / each:.1f}",
        "arrays of people": f"{_bytes(kept.people) / people:.0f} bytes each",
        **_refreshes(kept),
    }


def _seconds_by_objects() -> float:
    """Seconds a person, the way of jobs.snapshot."""
    from jobs import snapshot  # noqa: PLC0415
    from jobs.matching.arrays import Vocabulary, people_of  # noqa: PLC0415
    from reintegration.models import Returnee  # noqa: PLC0415

    chosen = Returnee.objects.filter(pk__lte=SAMPLE)
    seconds, _ = _timed(lambda: people_of(snapshot.people(chosen), Vocabulary()))
    return seconds / SAMPLE


def _refreshes(kept: Any) -> dict[str, str]:
    """Milliseconds from "somebody asks" to arrays that hold the change."""
    from reintegration.models import Returnee, ReturneeSkill, WorkHistory  # noqa: PLC0415

    middle = len(kept.people) // 2
    new = {"given_names": "New", "family_name": "One", "birth_year": 1990, "home_place_id": 600}
    return {
        "refresh, nothing changed": _spread(kept, lambda n: None),
        "… one person's wish": _spread(kept, lambda n: _edit(middle + n, middle + n, n)),
        "… one person's skill": _spread(
            kept, lambda n: ReturneeSkill.objects.filter(returnee=middle + n)[0].delete()
        ),
        "… one more job": _spread(
            kept, lambda n: WorkHistory.objects.create(returnee_id=middle + n, isco_id="7212")
        ),
        "… one new person": _spread(kept, lambda n: Returnee.objects.create(**new)),
        "… 100 people": _spread(kept, lambda n: _edit(middle, middle + 99, n), times=3),
        "… 10,000 people": _spread(kept, lambda n: _edit(middle, middle + 9_999, n), times=3),
    }


def _edit(first: int, last: int, number: int) -> None:
    from reintegration.models import Returnee  # noqa: PLC0415

    Returnee.objects.filter(pk__range=(first, last)).update(commute_km=70 + number)


def _spread(kept: Any, change: Callable[[int], object], times: int = EDITS) -> str:
    from jobs import snapshots  # noqa: PLC0415

    spent = []
    for number in range(times):
        change(number)
        spent.append(_timed(lambda: snapshots.refresh(kept))[0] * 1000)
        if not snapshots.is_current(kept):
            raise SystemExit("The snapshot is stale after a refresh.")
    return f"p50 {median(spent):.1f} ms, most {max(spent):.1f} ms"


def _bytes(table: Any) -> int:
    columns = [getattr(table, field.name) for field in fields(table)]
    flat = [
        part
        for one in columns
        for part in (getattr(one, "start", None), getattr(one, "values", one))
    ]
    return sum(part.nbytes for part in flat if part is not None)


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    start = time.perf_counter()
    result = work()
    return time.perf_counter() - start, result


if __name__ == "__main__":
    main()
