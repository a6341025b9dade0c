"""Exact points: those of score.py over columns. Compiled.

Openings are scored many at a time, in one loop that names its columns once: a column handed on
inside a loop has its references counted, which costs more than the score.
"""

from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.board import BLOCK
from jobs.matching.columns import Worth
from jobs.matching.compiled import inlined, njit
from jobs.matching.units import UNIT


@njit
def keep_best(
    picked: Ints, bound: Ints, blocks: Ints, counts: Ints, lines: Ints, skills: Ints, has: Ints,
    required_points: Ints, wished_points: Ints, digits: Ints, worth: Worth, way: Ints, work: Ints,
    months: Ints, never: Ints, floor: int, currency: int, education: int, found: Ints,
    scores: Ints, held: int,
) -> int:  # fmt: skip
    """Score the openings `picked` and keep the best; returns how many are held.

    `has` is 1 at the rows of the person's skills, read where `counts` could not hold them.
    """
    n = len(found)
    for place in picked:
        if held == n and np.int64(bound[place]) * UNIT < scores[n - 1]:
            continue
        line = lines[blocks[place // BLOCK] * BLOCK + place % BLOCK]
        comparable = line.currency == currency and line.pay != NONE
        if comparable and floor != NONE and line.pay < floor:
            continue
        shared, related = 0, 0
        for at in range(len(work)):
            same = np.int64(digits[work[at], line.isco])
            shared = max(shared, same)
            if same >= 2:
                related += np.int64(months[at])
        occupation = np.int64(worth.occupation[shared])
        total = way[line.site] + line.fresh + occupation
        if line.wide:
            had, wished = _had(line, skills, has)
            total += skill_points(worth, line.required, had, line.wished, wished, occupation)
        else:
            count = np.int64(counts[place])
            total += wished_points[line.wished, count >> 4]
            total += (
                required_points[line.required, count & 15]
                if line.required
                else worth.required * occupation // worth.occupation[4]
            )
        total += experience_points(worth, line.months, related)
        total += education_points(worth, line.education, education)
        total += wage_points(worth, line.pay, floor, comparable)
        if not has_value(never, 0, len(never), line.id):
            held = _insert(found, scores, held, n, line.row, total)
    return held


@njit
def _had(line: Any, skills: Ints, has: Ints) -> tuple[int, int]:
    """How many of the required and of the wished skills the person has."""
    middle = np.int64(line.skills) + line.required
    had, wished = 0, 0
    for at in range(line.skills, middle):
        had += np.int64(has[skills[at]])
    for at in range(middle, middle + line.wished):
        wished += np.int64(has[skills[at]])
    return had, wished


@inlined
def _insert(found: Ints, scores: Ints, held: int, n: int, row: int, total: int) -> int:
    """In order: higher score first, then lower row; the last falls out. Returns how many."""
    at = held
    if held == n:
        if total < scores[n - 1] or (total == scores[n - 1] and row > found[n - 1]):
            return held
        at = n - 1
    while at > 0 and (scores[at - 1] < total or (scores[at - 1] == total and found[at - 1] > row)):
        scores[at], found[at] = scores[at - 1], found[at - 1]
        at -= 1
    scores[at], found[at] = total, row
    return min(held + 1, n)


@inlined
def has_value(values: Ints, start: int, end: int, wanted: int) -> bool:
    for at in range(start, end):  # noqa: SIM110  `any` does not compile
        if values[at] == wanted:
            return True
    return False


@njit
def skill_points(
    worth: Worth, required: int, had: int, wished: int, had_wished: int, occupation: int
) -> int:
    points = np.int64(worth.wished)
    if wished:
        points = worth.wished * had_wished // wished
    if required:
        return points + worth.required * had // required
    return points + worth.required * occupation // worth.occupation[4]


@njit
def experience_points(worth: Worth, asked: int, months: int) -> int:
    return worth.experience * min(months, asked) // asked if asked else worth.experience


@njit
def education_points(worth: Worth, wanted: int, has: int) -> int:
    if wanted <= 0:
        return worth.education
    if has == NONE or wanted - has > 1:
        return 0
    return worth.education if wanted <= has else worth.education // 2


@njit
def wage_points(worth: Worth, pay: int, floor: int, comparable: bool) -> int:
    if pay == NONE:
        return 0
    if floor <= 0:
        return worth.wage
    if not comparable or pay <= floor:
        return 0
    return worth.wage * min(100 * (pay - floor) // floor, worth.wage_full_at) // worth.wage_full_at


@njit
def distance_points(worth: Worth, km: int, way: int, local: bool) -> int:
    """`way` is how far the person travels; `local` is work in their own country."""
    if km == NONE or not local:
        return 0
    if km == 0:
        return worth.distance
    return worth.distance * (way - km) // way if way > km else 0
