"""One vacancy against everybody: a scan that passes over most people early. Compiled.

The rules are those of conditions.py and score.py, said over columns. A few thousand neighbours at
a time go through three loops: who is not refused, in vector steps; who could enter, if their
work were the best; and, of the few left, the exact points. Only the last reads their lists.
"""

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.bits import ones
from jobs.matching.columns import Worth
from jobs.matching.compiled import inlined, njit
from jobs.matching.crowd import GUARDS, WISHED, Crowd, Offer, Terms
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
ROOM = 128
LAST = np.int64(1) << np.int64(62)
CHUNK = 4096
NO_BITS = np.uint64(0)
ANY_PAY = np.iinfo(np.int64).max


@njit
def best_of_homes(crowd: Crowd, offer: Offer, worth: Worth, first: int, last: int, n: int) -> Ints:
    """The keys of the best `n` who live in the homes `first` up to `last`, best first. int64"""
    keys, held, worst = np.empty(ROOM + n, np.int64), 0, LAST
    hoped, picked = _hoped(offer.terms, worth), np.empty(CHUNK, np.int32)
    for home in range(first, last):
        km, local = np.int64(offer.home_km[home]), offer.home_local[home]
        moves = crowd.home_moves[home]
        if not moves and not _reaches(km, local, offer.home_known[home], crowd.home_way[home]):
            continue
        for start in range(crowd.home_start[home], crowd.home_start[home + 1], CHUNK):
            here = slice(start, min(start + CHUNK, crowd.home_start[home + 1]))
            count = _fitting(
                crowd.gate[here], crowd.fluency[here], crowd.floor[here], crowd.currency[here],
                crowd.commute_km[here], offer.terms, -1 if moves else km, picked,
            )  # fmt: skip
            count = _hopeful(
                crowd.sign[here], crowd.fields[here], crowd.education[here], crowd.commute_km[here],
                offer.terms, hoped, worth, km, local, worst, picked[:count],
            )  # fmt: skip
            held, worst = _best_of_few(
                picked[:count], start, crowd, offer, worth, km, local, n, keys, held, worst
            )
    best = keys[:held]
    best.sort()
    return best[:n]


@inlined
def _reaches(km: int, local: bool, known: bool, way: int) -> bool:
    """Whether anybody of a home can work there without moving."""
    return local and (known if km == NONE else km <= way)


@njit
def _fitting(
    gate: Ints, fluency: Ints, floor: Ints, currency: Ints, commute_km: Ints, terms: Terms,
    km: int, picked: Ints,
) -> int:  # fmt: skip
    """Who is not refused; returns how many. Without branches: half of the guesses would fail."""
    fits, pay = np.empty(len(gate), np.uint8), ANY_PAY if terms.pay == NONE else terms.pay
    for at in range(len(gate)):
        fits[at] = (
            (terms.gate & ~gate[at] == NO_BITS)
            & (((fluency[at] | GUARDS) - terms.fluency) & GUARDS == GUARDS)
            & ((floor[at] <= pay) | (currency[at] != terms.currency))
            & (km <= commute_km[at])
        )
    return _gather(fits, picked)


@njit
def _gather(flags: Ints, picked: Ints) -> int:
    count = 0
    for at in range(len(flags)):
        picked[count] = at
        count += np.int64(flags[at])
    return count


@njit
def _hopeful(
    sign: Ints, fields: Ints, education: Ints, commute_km: Ints, terms: Terms, hoped: Ints,
    worth: Worth, km: int, local: bool, worst: int, picked: Ints,
) -> int:  # fmt: skip
    """Those of `picked` who could enter, moved to its front; returns how many."""
    count, rest = 0, terms.fresh + (0 if terms.pay == NONE else worth.wage)
    for at in picked:
        related = np.int64(fields[at] & terms.field != NO_BITS)
        missing: int = ones(terms.sign & ~sign[at])
        most = rest + hoped[related, missing]
        most += education_points(worth, terms.education, np.int64(education[at]))
        if local and km != NONE and (km < commute_km[at] or km == 0):
            most += worth.distance
        picked[count] = at
        count += _key(most, 0) <= worst
    return count


@njit
def _hoped(terms: Terms, worth: Worth) -> Ints:
    """Points at most for skills, work and experience: int64 [related, missing].

    By whether somebody may have done related work, and how many required skills are surely missing.
    """
    points = np.empty((2, terms.asked + 1), np.int64)
    for related in range(2):
        work = worth.occupation[4] if related else max(worth.occupation[0], worth.occupation[1])
        done = worth.experience if related or not terms.months else 0
        for missing in range(terms.asked + 1):
            had = skill_points(worth, terms.asked, terms.asked - missing, 0, 0, work)
            points[related, missing] = work + done + had
    return points


@njit
def _best_of_few(
    picked: Ints, start: int, crowd: Crowd, offer: Offer, worth: Worth, km: int, local: bool,
    n: int, keys: Ints, held: int, worst: int,
) -> tuple[int, int]:  # fmt: skip
    """Add who can enter to the `held` keys; returns how many are held, and the last key."""
    terms = offer.terms
    for one in picked:
        at = start + one
        digits, related = 0, 0
        for job in range(crowd.work_start[at], crowd.work_start[at + 1]):
            same = np.int64(offer.shared[crowd.work[job]])
            digits = max(digits, same)
            if same >= 2:
                related += np.int64(crowd.months[job])
        floor, occupation = crowd.floor[at], np.int64(worth.occupation[digits])
        comparable = floor != NONE and crowd.currency[at] == terms.currency
        total = occupation + terms.fresh + experience_points(worth, terms.months, related)
        total += distance_points(worth, km, np.int64(crowd.commute_km[at]), local)
        total += education_points(worth, terms.education, np.int64(crowd.education[at]))
        total += wage_points(worth, terms.pay, floor, comparable)
        most = terms.asked - ones(terms.sign & ~crowd.sign[at])
        if _key(total + skill_points(worth, terms.asked, most, 0, 0, occupation), 0) > worst:
            continue
        had = 0
        for skill in range(crowd.skills_start[at], crowd.skills_start[at + 1]):
            had += offer.wanted[crowd.skills[skill]]
        total += skill_points(
            worth, terms.asked, had % WISHED, terms.wished, had // WISHED, occupation
        )
        key = _key(total, crowd.row[at])
        if key < worst and _allowed(crowd, offer, at):
            keys[held] = key
            held += 1
            if held == len(keys):
                keys.sort()
                held, worst = n, keys[n - 1]
    return held, worst


@inlined
def _key(points: int, row: int) -> int:
    return ((MOST - points) << ROW_BITS) + row


@inlined
def _allowed(crowd: Crowd, offer: Offer, at: int) -> bool:
    """What the words of `_fitting` do not decide: rare languages, and what was put aside."""
    first, last = crowd.languages_start[at], crowd.languages_start[at + 1]
    for index in range(len(offer.languages)):
        level = 0
        for one in range(first, last):
            if crowd.languages[one] == offer.languages[index]:
                level = np.int64(crowd.levels[one])
        if level < offer.levels[index]:
            return False
    first, last = crowd.never_start[at], crowd.never_start[at + 1]
    return not has_value(crowd.never, first, last, offer.terms.id)
