"""The inner loop of the search, compiled by numba: serial, without the GIL, cached on disk.

Threads of one process run it side by side on parts of the people; nothing here starts a thread,
so there is nothing that a fork could break. The rules are those of conditions.py and score.py,
said once more over columns; tests/jobs/matching holds the two against each other.
"""

import numpy as np

from jobs.matching.arrays import Ints
from jobs.matching.bits import ask_for, at_least, lowest, ones
from jobs.matching.board import BLOCK
from jobs.matching.bounding import (
    bound_blocks,
    open_blocks,
    rows_of_refusals,
    rows_of_skills,
    rows_of_work,
)
from jobs.matching.columns import Asked, Asking, Worth
from jobs.matching.compiled import njit
from jobs.matching.reaching import reach_of, same_reach
from jobs.matching.scoring import keep_best
from jobs.matching.units import UNIT

# A first bound that so many openings pass is good enough to begin with.
ENOUGH, PLENTY = 22, 44
STEP = 6
PAST_ALL = 256
NO_BITS = np.uint64(0)
WORD = np.uint64(1)


@njit
def best_of_some(
    asked: Asked, asking: Asking, worth: Worth, n: int, found: Ints, scores: Ints
) -> None:
    """Fill `found` and `scores` [person, n] with each person's best, higher first, then lower row.

    People should come sorted by place, readiness to move and daily way: what is in reach is
    worked out once for each run of equals.
    """
    size = len(asked.lines)
    near, counts, bound = np.zeros((3, size), np.uint8)
    reach, allow = np.zeros((2, size // BLOCK), np.uint64)
    strides, blocks = np.zeros((2, size // BLOCK), np.int64)
    way = np.zeros(len(asked.site_place), np.int64)
    skills, work = np.zeros(len(asked.skill_row), np.int64), np.zeros(len(asked.digits), np.int64)
    refusing = np.zeros(len(asked.refusals), np.int64)
    has, picked = np.zeros(len(asked.skill_bits), np.uint8), np.zeros(size, np.int64)
    some, before, guess = 0, -1, 150
    for who in range(len(asking.place)):
        if not asking.looking[who]:
            continue
        if before < 0 or not same_reach(asking, before, who):
            some = reach_of(asked, asking, worth, who, way, near, reach, strides)
        before = who
        refused = rows_of_refusals(asked, asking, who, refusing)
        count = open_blocks(asked.refusals, refusing, refused, reach, strides[:some], allow, blocks)
        if count == 0:
            continue
        jobs, known = rows_of_work(asking, who, work), rows_of_skills(asked, asking, who, skills)
        bound_blocks(
            asked.units, blocks[:count], np.int64(asking.education[who]) + 1, work, jobs,
            asked.skill_bits, skills, known, asked.required_units, asked.wished_units, near,
            counts, bound,
        )  # fmt: skip
        _mark(has, skills[:known], 1)
        works = slice(asking.work_start[who], asking.work_start[who + 1])
        never = slice(asking.never_start[who], asking.never_start[who + 1])
        guess = _search(
            bound, allow[:count], blocks, guess, counts, picked,
            asked.lines, asked.skills, has, asked.required_points, asked.wished_points,
            asked.digits, worth, way,
            asking.work[works], asking.months[works], asking.never[never],
            np.int64(asking.floor[who]), np.int64(asking.currency[who]),
            np.int64(asking.education[who]), found[who], scores[who],
        )  # fmt: skip
        _mark(has, skills[:known], 0)


@njit
def _mark(has: Ints, rows: Ints, flag: int) -> None:
    for row in rows:
        has[row] = flag


@njit
def _search(
    bound: Ints, allow: Ints, blocks: Ints, guess: int, counts: Ints, picked: Ints,
    lines: Ints, skills: Ints, has: Ints, required_points: Ints, wished_points: Ints,
    digits: Ints, worth: Worth, way: Ints,
    work: Ints, months: Ints, never: Ints, floor: int, currency: int, education: int,
    found: Ints, scores: Ints,
) -> int:  # fmt: skip
    """Fill `found` and `scores` from the highest bound downward; a guess for the next person.

    Once the last of the best scores is above what the next bound allows, nothing can enter.
    """
    least = _first_bound(bound, allow, guess)
    first, above, held = least, PAST_ALL, 0
    while least < above:
        count = _collect(bound, allow, blocks, least, above, lines, picked)
        held = keep_best(
            picked[:count], bound, blocks, counts, lines, skills, has, required_points,
            wished_points, digits, worth, way, work, months, never, floor, currency, education,
            found, scores, held,
        )  # fmt: skip
        above, least = least, _next_bound(scores, held, least)
    return first


@njit
def _collect(
    bound: Ints, allow: Ints, blocks: Ints, least: int, above: int, lines: Ints, picked: Ints
) -> int:
    """The allowed openings with a bound from `least` up to, not including, `above`; how many.

    They are named by their place in `bound`; what is scored of them is on its way to the cache.
    """
    count = 0
    for index in range(len(allow)):
        word = at_least(bound, index, np.uint8(least)) & allow[index]
        if above != PAST_ALL:
            word &= ~at_least(bound, index, np.uint8(above))
        while word != NO_BITS:
            bit = lowest(word)
            ask_for(lines, blocks[index] * BLOCK + bit)
            picked[count] = index * BLOCK + bit
            count += 1
            word &= word - WORD
    return count


@njit
def _next_bound(scores: Ints, held: int, least: int) -> int:
    """Down to what can still enter a full list; one step further while the list has room."""
    if held == len(scores):
        return -(-np.int64(scores[held - 1]) // UNIT)
    return max(0, least - 4 * STEP)


@njit
def _first_bound(bound: Ints, allow: Ints, guess: int) -> int:
    """A bound that some `ENOUGH` to `PLENTY` openings pass, beginning with the last one found."""
    passed = _count(bound, allow, guess)
    if passed < ENOUGH:
        while passed < ENOUGH and guess > 0:
            guess = max(0, guess - STEP)
            passed = _count(bound, allow, guess)
        return guess
    while passed > PLENTY and guess < 255:
        higher = min(255, guess + STEP // 2)
        passed = _count(bound, allow, higher)
        if passed < ENOUGH:
            break
        guess = higher
    return guess


@njit
def _count(bound: Ints, allow: Ints, least: int) -> int:
    total = 0
    for index in range(len(allow)):
        total += ones(at_least(bound, index, np.uint8(least)) & allow[index])
    return total
