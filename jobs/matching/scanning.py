"""One vacancy against everybody: a scan that passes over most people early. Compiled.

The rules are those of conditions.py and score.py, said over columns. The loop names its columns
once, before it begins, and hands on only what a step needs: a tuple of columns handed on inside
a loop has all its references counted, a million times.
"""

from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.bits import ones
from jobs.matching.columns import Worth
from jobs.matching.compiled import inlined, njit
from jobs.matching.crowd import WISHED, Crowd, Offer, Terms
from jobs.matching.scoring import (
    distance_points,
    education_points,
    experience_points,
    has_value,
    skill_points,
    wage_points,
)

# A key puts the best first: what is missing to this many points, then the row.
MOST = 1 << 20
ROW_BITS = 32
ROOM = 1024
LAST = np.int64(1) << np.int64(62)


@njit
def best_of_homes(crowd: Crowd, offer: Offer, worth: Worth, first: int, last: int, n: int) -> Ints:
    """The keys of the best `n` who live in the homes `first` up to `last`, best first. int64"""
    keys, held, worst = np.empty(ROOM + n, np.int64), 0, LAST
    for home in range(first, last):
        km, local = np.int64(offer.home_km[home]), offer.home_local[home]
        moves = crowd.home_moves[home]
        if not moves and not (local and (km != NONE or offer.home_known[home])):
            continue
        here = slice(crowd.home_start[home], crowd.home_start[home + 1])
        held, worst = _best_of_home(
            crowd.gate[here], crowd.commute_km[here], crowd.floor[here], crowd.currency[here],
            crowd.education[here], crowd.sign[here], crowd.row[here],
            crowd.skills_start[here.start : here.stop + 1], crowd.skills,
            crowd.work_start[here.start : here.stop + 1], crowd.work, crowd.months,
            crowd.languages_start[here.start : here.stop + 1], crowd.languages, crowd.levels,
            crowd.never_start[here.start : here.stop + 1], crowd.never,
            offer.terms, offer.wanted, offer.shared, offer.languages, offer.levels,
            worth, km, local, moves, n, keys, held, worst,
        )  # fmt: skip
    best = keys[:held]
    best.sort()
    return best[:n]


@njit
def _best_of_home(  # noqa: C901  one loop: to hand its columns on would cost more than it does
    gate: Ints, commute_km: Ints, floor: Ints, currency: Ints, education: Ints, sign: Ints,
    row: Ints, skills_start: Ints, skills: Ints, work_start: Ints, work: Ints, months: Ints,
    languages_start: Ints, languages: Ints, levels: Ints, never_start: Ints, never: Ints,
    terms: Terms, wanted: Ints, shared: Ints, asked: Ints, asked_levels: Ints,
    worth: Worth, km: int, local: bool, moves: bool, n: int, keys: Ints, held: int, worst: int,
) -> tuple[int, int]:  # fmt: skip
    """Add who can enter to the `held` keys; returns how many are held, and the last key."""
    for at in range(len(gate)):
        way = np.int64(commute_km[at])
        if terms.gate & ~gate[at] != 0 or (km > way and not moves):
            continue
        comparable = floor[at] != NONE and currency[at] == terms.currency
        if comparable and terms.pay != NONE and terms.pay < floor[at]:
            continue
        own = slice(languages_start[at], languages_start[at + 1])
        if not _speaks(asked, asked_levels, languages, levels, own):
            continue
        total = distance_points(worth, km, way, local) + terms.fresh
        total += education_points(worth, terms.education, np.int64(education[at]))
        total += wage_points(worth, terms.pay, floor[at], comparable)
        hoped = _hoped(terms, worth, sign[at])
        if _past(total + hoped + worth.occupation[4] + worth.experience, worst):
            continue
        digits, related = 0, 0
        for one in range(work_start[at], work_start[at + 1]):
            same = np.int64(shared[work[one]])
            digits = max(digits, same)
            if same >= 2:
                related += months[one]
        occupation = np.int64(worth.occupation[digits])
        total += occupation + experience_points(worth, terms.months, related)
        if _past(total + hoped, worst):
            continue
        had = 0
        for one in range(skills_start[at], skills_start[at + 1]):
            had += wanted[skills[one]]
        total += skill_points(
            worth, terms.asked, had % WISHED, terms.wished, had // WISHED, occupation
        )
        key = ((MOST - total) << ROW_BITS) + row[at]
        if key >= worst or has_value(never, never_start[at], never_start[at + 1], terms.id):
            continue
        keys[held] = key
        held += 1
        if held == len(keys):
            keys.sort()
            held, worst = n, keys[n - 1]
    return held, worst


@inlined
def _speaks(asked: Ints, asked_levels: Ints, languages: Ints, levels: Ints, own: slice) -> bool:
    for one in range(len(asked)):
        level = 0
        for at in range(own.start, own.stop):
            if languages[at] == asked[one]:
                level = levels[at]
        if level < asked_levels[one]:
            return False
    return True


@inlined
def _past(most: int, worst: int) -> bool:
    """Whether somebody with at most these points cannot enter."""
    return ((MOST - most) << ROW_BITS) > worst


@inlined
def _hoped(terms: Terms, worth: Worth, sign: Any) -> int:
    """Points for skills at most: a required skill whose bit is not set is surely missing."""
    if not terms.asked:
        return worth.required + worth.wished
    missing: int = ones(terms.sign & ~sign)
    return worth.required * (terms.asked - missing) // terms.asked + worth.wished
