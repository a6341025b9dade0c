"""One pair, exactly: the points of score.py over columns. Compiled."""

from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.columns import Worth
from jobs.matching.compiled import njit


@njit
def refuses(line: Any, never: Ints, floor: int, currency: int) -> bool:
    """The conditions that bits do not decide: the pay, and what the person will not see again."""
    if floor != NONE and line.pay != NONE and line.currency == currency and line.pay < floor:
        return True
    for one in never:  # noqa: SIM110  `any` does not compile
        if one == line.id:
            return True
    return False


@njit
def score_of(
    line: Any, required: Ints, wished: Ints, digits: Ints, worth: Worth, way: Ints, has: Ints,
    work: Ints, months: Ints, floor: int, currency: int, education: int,
) -> int:  # fmt: skip
    """The points of score.py."""
    shared, related = 0, 0
    for at in range(len(work)):
        same = np.int64(digits[work[at], line.isco])
        shared = max(shared, same)
        if same >= 2:
            related += months[at]
    total = np.int64(worth.occupation[shared])
    if line.required_end > line.required:
        had = _had(required, line.required, line.required_end, has)
        total += worth.required * had // (line.required_end - line.required)
    else:
        total += worth.required * worth.occupation[shared] // worth.occupation[4]
    if line.wished_end > line.wished:
        had = _had(wished, line.wished, line.wished_end, has)
        total += worth.wished * had // (line.wished_end - line.wished)
    else:
        total += worth.wished
    if line.months:
        total += worth.experience * min(related, line.months) // line.months
    else:
        total += worth.experience
    total += education_points(worth, line.education, education)
    total += wage_points(worth, line.pay, floor, line.currency == currency)
    return total + way[line.site] + line.fresh


@njit
def _had(skills: Ints, start: int, end: int, has: Ints) -> int:
    had = 0
    for at in range(start, end):
        had += has[skills[at]]
    return had


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
