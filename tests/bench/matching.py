"""`make bench-matching`: how the cost of the first engine grows, beside a plain sort.

Both sides do the same work in one run on the same made-up people and openings: the engine
of jobs/matching, and a loop that sorts all allowed pairs. CPU seconds of one core, the best
of three. Part 2 brings the fast engine and its measures; this one is its oracle.
"""

import random
import time
from collections.abc import Callable
from typing import Any

from jobs.matching.conditions import allows
from jobs.matching.engine import PER_PERSON, best_for_person
from jobs.matching.facts import Opening, Person, Spot
from jobs.matching.score import score

SIZES = ((200, 100), (400, 100), (400, 200), (800, 400))
TRADES = {f"{code}": range(code, code + 12) for code in range(7111, 7911, 20)}
REPEATS = 3


def main() -> None:
    print("| people × openings | pairs | engine, s | sorting all, s | ratio | engine, µs a pair |")
    print("|---|---|---|---|---|---|")
    for people, openings in SIZES:
        print(_row(people, openings))


def _row(people_count: int, openings_count: int) -> str:
    dice = random.Random(f"{people_count}x{openings_count}")  # noqa: S311  made-up facts
    spots = [Spot(n, n % 7, "KG", (40 + n % 3, 72 + n % 5)) for n in range(40)]
    people = [_person(n, dice, spots) for n in range(people_count)]
    openings = [_opening(n, dice, spots) for n in range(openings_count)]
    engine, found = _timed(lambda: [best_for_person(person, openings) for person in people])
    loop, wanted = _timed(lambda: [_plain_best(person, openings) for person in people])
    ids = [[pair.opening for pair in best] for best in found]
    if ids != wanted:
        raise SystemExit("The engine and the loop disagree.")
    pairs = people_count * openings_count
    return (
        f"| {people_count:,} × {openings_count:,} | {pairs:,} | {engine:.2f} | {loop:.2f} "
        f"| {loop / engine:.1f} | {1e6 * engine / pairs:.1f} |"
    )


def _plain_best(person: Person, openings: list[Opening]) -> list[int]:
    allowed = [(score(person, o).total, -o.id) for o in openings if allows(person, o)]
    return [-key for _, key in sorted(allowed, reverse=True)[:PER_PERSON]]


def _timed(work: Callable[[], Any]) -> tuple[float, Any]:
    spent = []
    for _ in range(REPEATS):
        start = time.process_time()
        result = work()
        spent.append(time.process_time() - start)
    return min(spent), result


def _person(number: int, dice: random.Random, spots: list[Spot]) -> Person:
    trade = dice.choice(list(TRADES))
    return Person(
        id=number,
        spot=dice.choice(spots),
        commute_km=dice.choice((10, 15, 30)),
        can_relocate=dice.random() < 0.35,
        wage_floor=dice.choice((None, 25_000, 35_000)),
        wage_currency="KGS",
        skills=frozenset(dice.sample(TRADES[trade], 6)),
        languages={"ru": dice.randint(1, 6)},
        work={trade: dice.randint(3, 120)},
    )


def _opening(number: int, dice: random.Random, spots: list[Spot]) -> Opening:
    trade = dice.choice(list(TRADES))
    asked = dice.sample(TRADES[trade], 8)
    return Opening(
        id=number,
        isco=trade,
        country="KG",
        spot=dice.choice(spots),
        pay=dice.choice((30_000, 45_000, 60_000)),
        currency="KGS",
        months=dice.choice((0, 0, 12, 36)),
        required=frozenset(asked[:5]),
        wished=frozenset(asked[5:]),
        languages={"ru": 2} if dice.random() < 0.3 else {},
    )


if __name__ == "__main__":
    main()
