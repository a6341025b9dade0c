"""The inner loop of the search, compiled by numba: serial, without the GIL, cached on disk.

Threads of one process run it side by side on parts of the people; nothing here starts a thread,
so there is nothing that a fork could break. The rules are those of conditions.py and score.py,
said once more over columns; tests/jobs/matching holds the two against each other.
"""

from typing import Any

import numpy as np

from jobs.matching.arrays import Ints
from jobs.matching.bits import at_least, lowest, ones
from jobs.matching.board import UNIT
from jobs.matching.bounding import allowed_of, bounds_of
from jobs.matching.columns import Asked, Asking, Worth
from jobs.matching.compiled import njit
from jobs.matching.reaching import reach_of, same_reach
from jobs.matching.scoring import refuses, score_of

# A first bound that so many openings pass is good enough to begin with.
ENOUGH, PLENTY = 24, 96
STEP = 6
PAST_ALL = 256
NO_BITS = np.uint64(0)
WORD = np.uint64(1)


@njit
def best_of_some(
    asked: Asked, asking: Asking, worth: Worth, rows: Ints, n: int, found: Ints, scores: Ints
) -> int:
    """Fill `found` and `scores` [rows, n] with each person's best, higher first, then lower row.

    `rows` should be sorted by place, readiness to move and daily way: what is in reach is worked
    out once for each run of equals. Returns how many openings were scored exactly.
    """
    size = len(asked.lines)
    near, bound = np.zeros(size, np.uint8), np.zeros(size, np.uint8)
    way = np.zeros(len(asked.site_place), np.int64)
    reach, allow = np.zeros(size // 64, np.uint64), np.zeros(size // 64, np.uint64)
    runs = np.zeros((size // 64 + 1, 2), np.int64)
    has = np.zeros(len(asked.skill_row) + 1, np.uint8)
    count, before, guess, looked_at = 0, -1, 150, 0
    for index in range(len(rows)):
        who = rows[index]
        if not asking.looking[who]:
            continue
        if before < 0 or not same_reach(asking, before, who):
            count = reach_of(asked, asking, worth, who, near, way, reach, runs)
        before = who
        if count == 0:
            continue
        bounds_of(asked, asking, who, runs, count, near, bound)
        allowed_of(asked, asking, who, runs, count, reach, allow)
        _know(asking, who, has, 1)
        work = slice(asking.work_start[who], asking.work_start[who + 1])
        never = slice(asking.never_start[who], asking.never_start[who + 1])
        guess, scored = _search(
            asked.lines, asked.required, asked.wished, asked.digits, worth, way, has,
            asking.work[work], asking.months[work], asking.never[never],
            np.int64(asking.floor[who]), np.int64(asking.currency[who]),
            np.int64(asking.education[who]),
            runs[:count], bound, allow, guess, n, found[index], scores[index],
        )  # fmt: skip
        looked_at += scored
        _know(asking, who, has, 0)
    return looked_at


@njit
def _know(asking: Asking, who: int, has: Ints, flag: int) -> None:
    for at in range(asking.skills_start[who], asking.skills_start[who + 1]):
        skill = asking.skills[at]
        if skill < len(has):
            has[skill] = flag


@njit
def _count(bound: Ints, allow: Ints, runs: Ints, least: int) -> int:
    total = 0
    for run in range(len(runs)):
        for block in range(runs[run, 0], runs[run, 1]):
            total += ones(at_least(bound, block, np.uint8(least)) & allow[block])
    return total


@njit
def _search(
    lines: Ints, required: Ints, wished: Ints, digits: Ints, worth: Worth, way: Ints, has: Ints,
    work: Ints, months: Ints, never: Ints, floor: int, currency: int, education: int,
    runs: Ints, bound: Ints, allow: Ints, guess: int, n: int, found: Ints, scores: Ints,
) -> tuple[int, int]:  # fmt: skip
    """The best `n`, and a guess for the next person: score from the highest bound downward.

    Once the n-th best score is above what the next bound allows, nothing below can enter.
    """
    least = _first_bound(bound, allow, runs, guess)
    first, above, held, scored = least, PAST_ALL, 0, 0
    while least < above:
        for run in range(len(runs)):
            for block in range(runs[run, 0], runs[run, 1]):
                word = _between(bound, allow, block, least, above)
                while word != NO_BITS:
                    position = (block << 6) + lowest(word)
                    word &= word - WORD
                    if held == n and np.int64(bound[position]) * UNIT < scores[n - 1]:
                        continue
                    line = lines[position]
                    if refuses(line, never, floor, currency):
                        continue
                    scored += 1
                    total = score_of(
                        line, required, wished, digits, worth, way, has, work, months, floor,
                        currency, education,
                    )  # fmt: skip
                    held = _keep(found, scores, held, n, line.row, total)
        above, least = least, _next_bound(scores, held, n, least)
    return first, scored


@njit
def _between(bound: Ints, allow: Ints, block: int, least: int, above: int) -> Any:
    """The allowed openings of a block with a bound from `least` up to, not including, `above`."""
    word = at_least(bound, block, np.uint8(least)) & allow[block]
    if above != PAST_ALL:
        word &= ~at_least(bound, block, np.uint8(above))
    return word


@njit
def _next_bound(scores: Ints, held: int, n: int, least: int) -> int:
    """Down to what can still enter a full list; one step further while the list has room."""
    if held == n:
        return -(-np.int64(scores[n - 1]) // UNIT)
    return max(0, least - 4 * STEP)


@njit
def _first_bound(bound: Ints, allow: Ints, runs: Ints, guess: int) -> int:
    """A bound that some `ENOUGH` to `PLENTY` openings pass, beginning with the last one found."""
    passed = _count(bound, allow, runs, guess)
    if passed < ENOUGH:
        while passed < ENOUGH and guess > 0:
            guess = max(0, guess - STEP)
            passed = _count(bound, allow, runs, guess)
        return guess
    while passed > PLENTY and guess < 255:
        higher = min(255, guess + STEP // 2)
        passed = _count(bound, allow, runs, higher)
        if passed < ENOUGH:
            break
        guess = higher
    return guess


@njit
def _keep(found: Ints, scores: Ints, held: int, n: int, row: int, total: int) -> int:
    """Insert in order: higher score first, then lower row; the last falls out. Returns how many."""
    if held == n:
        if total < scores[n - 1] or (total == scores[n - 1] and row > found[n - 1]):
            return held
        at = n - 1
    else:
        at = held
        held += 1
    while at > 0 and (scores[at - 1] < total or (scores[at - 1] == total and found[at - 1] > row)):
        scores[at], found[at] = scores[at - 1], found[at - 1]
        at -= 1
    scores[at], found[at] = total, row
    return held
