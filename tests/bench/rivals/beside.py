"""The rivals, each asked what the engine was asked, their answers checked against its own.

CPU µs of one core a person. Those that are too slow for everybody answer for the first people,
and what is said of the rest is drawn from them.
"""

import gc
import os
import time
from collections.abc import Callable
from typing import Any

from jobs.matching.arrays import Ints, Openings, People
from jobs.matching.engine import best_for_person
from tests.bench import made_up
from tests.bench.made_up import Land
from tests.bench.rivals import sparse
from tests.bench.scratch import scratch_database
from tests.bench.sheet import Sheet, cpu, cpu_with_database, spread

SPARSE, SQL, OBJECTS, FACTS = 10_000, 100, 20, 10
REPEATS = 1 if os.environ.get("QUICK") else 3

Listed = list[list[tuple[int, int]]]  # for each person: id of an opening and its points


def listed(openings: Openings, found: Ints, points: Ints, count: int) -> Listed:
    """The engine's answer for the first people, as the rivals give theirs."""
    return [
        [(int(openings.id[at]), int(worth)) for at, worth in zip(*row, strict=True) if at >= 0]
        for row in zip(found[:count].tolist(), points[:count].tolist(), strict=True)
    ]


def sparse_beside(
    sheet: Sheet, engine: Callable[[range], Any], asked: tuple[People, Openings, Land], exact: Ints
) -> None:
    """In turn with the engine, on the same people: other work on the machine meets both."""
    people, openings, land = asked
    ours, rival, held = [], [], 0.0
    for _ in range(REPEATS):
        ours.append(1e6 * cpu(lambda: engine(range(SPARSE)))[0] / SPARSE)
        seconds, named = sparse.timed(people, openings, land.words, SPARSE)
        rival.append(1e6 * seconds / SPARSE)
        held = _share(exact[:SPARSE], named)
    times = min(rival) / min(ours)
    sheet.row(f"the engine, the first {SPARSE:,} people", spread(ours), engine_first_us=ours)
    sheet.row("sparse_dot_topn, the same people, no conditions", spread(rival), sparse_us=rival)
    sheet.row("… times the engine", f"{times:.1f}", sparse_times=times)
    sheet.row("… share of the exact lists that it holds", f"{held:.0%}", sparse_held=held)


def database_beside(
    sheet: Sheet, asked: tuple[People, Openings, Land], exact: Listed, each: float
) -> None:
    """SQL, and a loop over ORM objects, on the same crowd as rows of PostgreSQL."""
    people, openings, land = asked
    with scratch_database("bench_matching", taxonomy=False):
        from tests.bench.rivals import objects, sql, tables  # noqa: PLC0415  apps must be ready

        tables.fill(land, people, openings, SQL)
        spent = []
        for _ in range(REPEATS):
            seconds, answer = cpu_with_database(lambda: sql.answers(SQL))
            spent.append(1e6 * seconds / SQL)
            _same("SQL", answer, exact)
        _rival(sheet, f"SQL, one query for {SQL} people", "sql", spent, each)
        reading, vacancies = cpu_with_database(objects.read_vacancies)
        asking = objects.read_people(OBJECTS)
        spent, answer = _one_by_one(lambda person: objects.best(person, vacancies), asking)
        _same("The loop over ORM objects", answer, exact)
        label = f"loop over ORM objects, {OBJECTS} people, relations prefetched"
        _rival(sheet, label, "objects", spent, each)
        sheet.row("… reading them before, once, s", f"{reading:.1f}", objects_read_s=reading)


def facts_beside(
    sheet: Sheet, asked: tuple[People, Openings, Land], exact: Listed, each: float
) -> None:
    """The plain engine over small frozen objects: the lightest loop that Python has."""
    people, openings, land = asked
    offered = [made_up.opening_of(land, openings, at) for at in range(len(openings))]
    asking = [made_up.person_of(land, people, at) for at in range(FACTS)]
    spent, pairs = _one_by_one(lambda person: best_for_person(person, offered), asking)
    answer = [[(pair.opening, pair.score.total) for pair in row] for row in pairs]
    _same("The plain engine", answer, exact)
    _rival(sheet, f"the plain engine over facts, {FACTS} people", "facts", spent, each)


def _one_by_one(work: Callable[[Any], Any], asking: list[Any]) -> tuple[list[float], list[Any]]:
    """µs of each person: they differ, as some may work in few places."""
    gc.collect()
    spent, answers = [], []
    for person in asking:
        start = time.process_time()
        answers.append(work(person))
        spent.append(1e6 * (time.process_time() - start))
    return spent, answers


def _rival(sheet: Sheet, label: str, name: str, spent: list[float], each: float) -> None:
    mean = sum(spent) / len(spent)
    measured = {f"{name}_us": mean, f"{name}_spread": [min(spent), max(spent)]}
    sheet.row(f"{label}, same ids and points", f"{mean:,.0f} ({spread(spent, 0)})", **measured)
    sheet.row("… times the engine", f"{mean / each:,.0f}", **{f"{name}_times": mean / each})


def _same(who: str, answer: Listed, exact: Listed) -> None:
    if answer != exact[: len(answer)]:
        raise SystemExit(f"{who} and the engine disagree.")


def _share(exact: Ints, named: Ints) -> float:
    held = sum(
        len(set(one[one >= 0].tolist()) & set(two.tolist()))
        for one, two in zip(exact, named, strict=True)
    )
    return held / max(1, int((exact >= 0).sum()))
