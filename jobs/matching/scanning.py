"""One vacancy against everybody: a scan that passes over most people early. Compiled.

The rules are those of conditions.py and score.py, said over columns.
"""

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.columns import Worth
from jobs.matching.compiled import inlined, njit
from jobs.matching.crowd import WISHED, Crowd, Offer

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
        for at in range(crowd.home_start[home], crowd.home_start[home + 1]):
            way = np.int64(crowd.commute_km[at])
            if offer.gate & ~crowd.gate[at] != 0 or (km > way and not moves):
                continue
            if not _takes_pay(crowd, offer, at) or not _speaks(crowd, offer, at):
                continue
            key = _key(crowd, offer, worth, at, _near(worth, km, way, local), worst)
            if key >= worst or _never_again(crowd, offer, at):
                continue
            keys[held] = key
            held += 1
            if held == len(keys):
                keys.sort()
                held, worst = n, keys[n - 1]
    best = keys[:held]
    best.sort()
    return best[:n]


@inlined
def _takes_pay(crowd: Crowd, offer: Offer, at: int) -> bool:
    if offer.pay == NONE or crowd.floor[at] == NONE or crowd.currency[at] != offer.currency:
        return True
    return offer.pay >= crowd.floor[at]


@inlined
def _speaks(crowd: Crowd, offer: Offer, at: int) -> bool:
    for asked in range(len(offer.languages)):
        level = 0
        for own in range(crowd.languages_start[at], crowd.languages_start[at + 1]):
            if crowd.languages[own] == offer.languages[asked]:
                level = crowd.levels[own]
        if level < offer.levels[asked]:
            return False
    return True


@inlined
def _never_again(crowd: Crowd, offer: Offer, at: int) -> bool:
    for own in range(crowd.never_start[at], crowd.never_start[at + 1]):
        if crowd.never[own] == offer.id:
            return True
    return False


@inlined
def _near(worth: Worth, km: int, way: int, local: bool) -> int:
    if km == NONE or not local:
        return 0
    if km == 0:
        return worth.distance
    return worth.distance * (way - km) // way if way > km else 0


@inlined
def _key(crowd: Crowd, offer: Offer, worth: Worth, at: int, near: int, worst: int) -> int:
    """The person's key; LAST as soon as it is certain that they cannot enter."""
    digits, related = 0, 0
    for own in range(crowd.work_start[at], crowd.work_start[at + 1]):
        same = np.int64(offer.shared[crowd.work[own]])
        digits = max(digits, same)
        if same >= 2:
            related += crowd.months[own]
    total = near + offer.fresh + worth.occupation[digits]
    if offer.months:
        total += worth.experience * min(related, offer.months) // offer.months
    else:
        total += worth.experience
    total += _education(worth, offer.education, np.int64(crowd.education[at]))
    total += _wage(worth, offer, crowd.floor[at], crowd.currency[at])
    if ((MOST - total - worth.required - worth.wished) << ROW_BITS) > worst:
        return LAST
    total += _skills(crowd, offer, worth, at, worth.occupation[digits])
    return ((MOST - total) << ROW_BITS) + crowd.row[at]


@inlined
def _skills(crowd: Crowd, offer: Offer, worth: Worth, at: int, occupation: int) -> int:
    had = 0
    for own in range(crowd.skills_start[at], crowd.skills_start[at + 1]):
        had += offer.wanted[crowd.skills[own]]
    points = worth.wished
    if offer.wished:
        points = worth.wished * (had // WISHED) // offer.wished
    if offer.asked:
        return points + worth.required * (had % WISHED) // offer.asked
    return points + worth.required * occupation // worth.occupation[4]


@inlined
def _education(worth: Worth, wanted: int, has: int) -> int:
    if wanted <= 0:
        return worth.education
    if has == NONE or wanted - has > 1:
        return 0
    return worth.education if wanted <= has else worth.education // 2


@inlined
def _wage(worth: Worth, offer: Offer, floor: int, currency: int) -> int:
    if offer.pay == NONE:
        return 0
    if floor <= 0:
        return worth.wage
    if offer.currency != currency or offer.pay <= floor:
        return 0
    above = min(100 * (offer.pay - floor) // floor, worth.wage_full_at)
    return worth.wage * above // worth.wage_full_at
