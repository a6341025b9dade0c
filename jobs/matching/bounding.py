"""What refuses a person, and what they could score at most, for 64 openings at once. Compiled."""

from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.bits import bound_block, without_rows
from jobs.matching.board import STRIDE
from jobs.matching.columns import Asked, Asking
from jobs.matching.compiled import inlined, njit
from jobs.matching.refusals import FLUENCIES, PAY_STEPS
from jobs.matching.units import LEVELS

NO_BITS = np.uint64(0)
WORD = np.uint64(1)


@njit
def open_blocks(
    refusals: Ints, rows: Ints, count: int, reach: Ints, strides: Ints, allow: Ints, blocks: Ints
) -> int:
    """The blocks in reach that these rows do not refuse wholly; returns how many.

    `allow[i]` are the openings left in block `blocks[i]`.
    """
    found, left = 0, np.zeros(STRIDE, np.uint64)
    for stride in strides:
        without_rows(refusals, stride, rows, count, reach, left)
        for one in range(STRIDE):
            allow[found] = left[one]
            blocks[found] = stride * STRIDE + one
            found += left[one] != NO_BITS
    return found


@njit
def bound_blocks(
    units: Ints, blocks: Ints, level: int, work: Ints, jobs: int, skill_bits: Ints, skills: Ints,
    known: int, required: Ints, wished: Ints, near: Ints, counts: Ints, bound: Ints,
) -> None:  # fmt: skip
    """For opening `b` of `blocks[i]`, at `64 * i + b`: the skills that the person has, in
    `counts`, and the units that the score cannot pass, in `bound`.
    """
    row = units[level]
    for index in range(len(blocks)):
        bound_block(
            units, blocks[index], row, work, jobs, skill_bits, skills, known, required, wished,
            near, counts, bound, index,
        )  # fmt: skip


@inlined
def rows_of_skills(asked: Asked, asking: Asking, who: int, rows: Ints) -> int:
    """The rows of the person's skills that anybody asks for; returns how many."""
    count = 0
    for at in range(asking.skills_start[who], asking.skills_start[who + 1]):
        skill = asking.skills[at]
        if skill < len(asked.skill_row) and asked.skill_row[skill] != NONE:
            rows[count] = asked.skill_row[skill]
            count += 1
    return count


@inlined
def rows_of_work(asking: Asking, who: int, rows: Ints) -> int:
    """The rows of the person's kinds of work; returns how many."""
    first = asking.work_start[who]
    for at in range(first, asking.work_start[who + 1]):
        rows[at - first] = LEVELS + asking.work[at]
    return np.int64(asking.work_start[who + 1] - first)


@inlined
def rows_of_refusals(asked: Asked, asking: Asking, who: int, rows: Ints) -> int:
    """The rows that refuse the person; returns how many. In the order of refusals.py."""
    count = _licences(asked, asking.licences[who], rows)
    row = len(asked.licences)
    for index in range(len(asked.languages)):
        level = _level(asking, who, asked.languages[index])
        if level < FLUENCIES - 1:
            rows[count] = row + FLUENCIES * index + level
            count += 1
    row += FLUENCIES * len(asked.languages)
    count = _schedules(asked, asking.schedules[who], row, rows, count)
    step = _pay_step(asked, asking.currency[who], asking.floor[who])
    if step >= 0:
        rows[count] = row + asked.schedules + step
        count += 1
    return count


@inlined
def _licences(asked: Asked, held: Any, rows: Ints) -> int:
    count = 0
    for index in range(len(asked.licences)):
        if (held >> np.uint64(asked.licences[index])) & WORD == NO_BITS:
            rows[count] = index
            count += 1
    return count


@inlined
def _schedules(asked: Asked, wanted: Any, row: int, rows: Ints, count: int) -> int:
    if wanted != NO_BITS:  # none named is any
        for code in range(asked.schedules):
            if (wanted >> np.uint64(code)) & WORD == NO_BITS:
                rows[count] = row + code
                count += 1
    return count


@inlined
def _pay_step(asked: Asked, currency: Any, floor: Any) -> int:
    """The row of the highest step of pay that the floor has reached, or NONE.

    The last currency stands for none. One that the board has not heard of pays nobody too little.
    """
    last = len(asked.pay_steps) - 1
    if floor == NONE or currency >= last:
        return NONE
    code = last if currency == NONE else np.int64(currency)
    reached = np.searchsorted(asked.pay_steps[code], floor, side="right")
    return code * PAY_STEPS + reached - 1 if reached else NONE


@inlined
def _level(asking: Asking, who: int, language: Any) -> int:
    for at in range(asking.languages_start[who], asking.languages_start[who + 1]):
        if asking.languages[at] == language:
            return np.int64(asking.levels[at])
    return 0
