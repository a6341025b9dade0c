"""What a person could score at most, and what refuses them, for all openings at once. Compiled."""

from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.columns import Asked, Asking
from jobs.matching.compiled import inlined, njit

# Positions whose sums stay in the first-level cache while a person's rows are added up.
CHUNK = 8192
MOST_FLUENT = 6
NO_BITS = np.uint64(0)
WORD = np.uint64(1)


@inlined
def bounds_of(
    asked: Asked, asking: Asking, who: int, runs: Ints, count: int, near: Ints, bound: Ints
) -> None:
    """The units that the score of the person cannot pass, by position, over the runs."""
    level = asked.level_units[asking.education[who] + 1]
    for run in range(count):
        start, end = 64 * runs[run, 0], 64 * runs[run, 1]
        while start < end:
            here = slice(start, min(start + CHUNK, end))
            _sum_rows(asked, asking, who, level[here], near[here], bound[here], here)
            start += CHUNK


@inlined
def _sum_rows(
    asked: Asked, asking: Asking, who: int, level: Ints, near: Ints, sums: Ints, here: slice
) -> None:
    """Add the person's rows up, four at a time: level, nearness, nearest work, skills."""
    first, last = asking.work_start[who], asking.work_start[who + 1]
    _start(sums, level, near)
    if last - first == 1:
        _add(sums, asked.isco_units[asking.work[first]][here])
    elif last - first == 2:
        one, two = asking.work[first], asking.work[first + 1]
        _add_greater(sums, asked.isco_units[one][here], asked.isco_units[two][here])
    elif last > first:
        _add_greatest(sums, asked.isco_units, asking.work[first:last], here)
    nothing = len(asked.skill_units) - 1
    rows, filled = np.empty(4, np.int64), 0
    for at in range(asking.skills_start[who], asking.skills_start[who + 1]):
        skill = asking.skills[at]
        row = asked.skill_row[skill] if skill < len(asked.skill_row) else nothing
        if row == nothing:
            continue
        rows[filled] = row
        filled += 1
        if filled == 4:
            _add_skills(sums, asked.skill_units, rows, here)
            filled = 0
    if filled:
        rows[filled:] = nothing
        _add_skills(sums, asked.skill_units, rows, here)


# Loops over slices from 0 to their length: only these does the compiler turn into vector steps.
@njit
def _start(sums: Ints, level: Ints, near: Ints) -> None:
    for at in range(len(sums)):
        sums[at] = level[at] + near[at]


@njit
def _add(sums: Ints, others: Ints) -> None:
    for at in range(len(sums)):
        sums[at] += others[at]


@njit
def _add_greater(sums: Ints, one: Ints, two: Ints) -> None:
    for at in range(len(sums)):
        sums[at] += max(one[at], two[at])


@njit
def _add_greatest(sums: Ints, units: Ints, work: Ints, here: slice) -> None:
    greatest = units[work[0]][here].copy()
    for one in work[1:]:
        _raise(greatest, units[one][here])
    _add(sums, greatest)


@njit
def _raise(sums: Ints, others: Ints) -> None:
    for at in range(len(sums)):
        sums[at] = max(sums[at], others[at])


@njit
def _add_skills(sums: Ints, units: Ints, rows: Ints, here: slice) -> None:
    one, two = units[rows[0]][here], units[rows[1]][here]
    three, four = units[rows[2]][here], units[rows[3]][here]
    for at in range(len(sums)):
        sums[at] += one[at] + two[at] + three[at] + four[at]


@inlined
def allowed_of(
    asked: Asked, asking: Asking, who: int, runs: Ints, count: int, reach: Ints, allow: Ints
) -> None:
    """What is in reach without what refuses the person. What nobody asks for costs nothing.

    Pay is taken away by steps: below the step that the floor has reached.
    """
    currency, reached = np.int64(asking.currency[who]), 0
    if currency == NONE:
        currency = len(asked.pay_bits) - 1
    if asking.floor[who] != NONE and currency < len(asked.pay_bits):
        reached = np.searchsorted(asked.pay_steps[currency], asking.floor[who], side="right")
    low = asked.pay_bits[currency if reached else 0, reached]
    for run in range(count):
        here = slice(runs[run, 0], runs[run, 1])
        left = allow[here]
        left[:] = reach[here]
        _take_away(left, low[here])
        _take_schedules(asked, asking.schedules[who], left, here)
        _take_licences(asked, asking.licences[who], left, here)
        for index in range(len(asked.language_words)):
            level = _level(asking, who, asked.language_words[index])
            if level < MOST_FLUENT:
                _take_away(left, asked.language_bits[index, level][here])


@inlined
def _take_schedules(asked: Asked, wanted: Any, left: Ints, here: slice) -> None:
    if wanted != NO_BITS:  # none named is any
        for code in range(len(asked.schedule_bits)):
            if (wanted >> np.uint64(code)) & WORD == NO_BITS:
                _take_away(left, asked.schedule_bits[code][here])


@inlined
def _take_licences(asked: Asked, held: Any, left: Ints, here: slice) -> None:
    for index in range(len(asked.licence_words)):
        if (held >> np.uint64(asked.licence_words[index])) & WORD == NO_BITS:
            _take_away(left, asked.licence_bits[index][here])


@njit
def _take_away(allow: Ints, refused: Ints) -> None:
    for block in range(len(allow)):
        allow[block] &= ~refused[block]


@inlined
def _level(asking: Asking, who: int, language: int) -> int:
    for at in range(asking.languages_start[who], asking.languages_start[who + 1]):
        if asking.languages[at] == language:
            return asking.levels[at]
    return 0
