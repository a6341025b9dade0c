"""What is in reach of a person, for all openings at once. Compiled; the rule is `is_in_reach`."""

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.board import UNIT
from jobs.matching.columns import Asked, Asking, Worth
from jobs.matching.compiled import inlined, njit
from jobs.matching.scoring import distance_points

NO_BITS = np.uint64(0)
ALL_BITS = ~NO_BITS
WORD = np.uint64(1)


@inlined
def same_reach(asking: Asking, one: int, two: int) -> bool:
    """Whether two people reach the same openings, with the same points for nearness."""
    return (
        asking.place[one] == asking.place[two]
        and asking.relocates[one] == asking.relocates[two]
        and asking.commute_km[one] == asking.commute_km[two]
    )


@inlined
def _in_reach(asked: Asked, asking: Asking, who: int, site: int, km: int) -> bool:
    if asking.relocates[who]:
        return True
    if asked.site_country[site] != asking.country[asking.place[who]]:
        return False
    if km == NONE:
        place = asked.site_place[site]
        return place != NONE and asking.region[place] == asking.region[asking.place[who]]
    return km <= asking.commute_km[who]


@inlined
def _km(asked: Asked, asking: Asking, who: int, site: int) -> int:
    place = asked.site_place[site]
    return NONE if place == NONE else np.int64(asking.km[asking.place[who], place])


@inlined
def reach_of(
    asked: Asked, asking: Asking, worth: Worth, who: int, near: Ints, way: Ints, reach: Ints,
    runs: Ints,
) -> int:  # fmt: skip
    """What is in reach of the person, as bits and as runs of blocks; returns how many runs.

    `way` is the points for nearness by site, `near` the same as units by position.
    """
    reach[:] = NO_BITS
    near[:] = 0
    for site in range(len(asked.site_place)):
        km = _km(asked, asking, who, site)
        if not _in_reach(asked, asking, who, site, km):
            continue
        local = asked.site_country[site] == asking.country[asking.place[who]]
        way[site] = distance_points(worth, km, np.int64(asking.commute_km[who]), local)
        units = -(-way[site] // UNIT)
        start, end = asked.site_start[site], asked.site_start[site + 1]
        near[start:end] = units
        _set_bits(reach, start, end)
    count, inside = 0, False
    for block in range(len(reach)):
        if (reach[block] != NO_BITS) != inside:
            inside = not inside
            if inside:
                runs[count, 0] = block
                count += 1
            else:
                runs[count - 1, 1] = block
    if inside:
        runs[count - 1, 1] = len(reach)
    return count


@njit
def _set_bits(words: Ints, start: int, end: int) -> None:
    """Set the bits from `start` up to `end`, a word at a time."""
    while start < end:
        stop = min(end, (start | 63) + 1)
        ones_here = ALL_BITS if stop - start == 64 else (WORD << np.uint64(stop - start)) - WORD
        words[start >> 6] |= ones_here << np.uint64(start & 63)
        start = stop
