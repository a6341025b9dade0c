"""What is in reach of a person, for all openings at once. Compiled; the rule is `is_in_reach`."""

import numpy as np

from jobs.matching.arrays import NONE, Ints
from jobs.matching.board import BLOCK, STRIDE
from jobs.matching.columns import Asked, Asking, Worth
from jobs.matching.compiled import inlined, njit
from jobs.matching.scoring import distance_points
from jobs.matching.units import UNIT

NO_BITS = np.uint64(0)
WORD = np.uint64(1)


@inlined
def same_reach(asking: Asking, one: int, two: int) -> bool:
    """Whether two people reach the same openings, with the same points for nearness."""
    return (
        asking.place[one] == asking.place[two]
        and asking.relocates[one] == asking.relocates[two]
        and asking.commute_km[one] == asking.commute_km[two]
    )


@njit
def reach_of(
    asked: Asked, asking: Asking, worth: Worth, who: int, way: Ints, near: Ints, reach: Ints,
    strides: Ints,
) -> int:  # fmt: skip
    """What is in reach of the person, as bits; returns how many `strides` hold any of it.

    `way` is the points for nearness by site, `near` the same as units by position.
    """
    near[:] = 0
    moves = asking.relocates[who]
    for block in range(len(reach)):
        reach[block] = asked.everything[block] if moves else NO_BITS
    for site in range(len(asked.site_place)):
        km = _km(asked, asking, who, site)
        local = asked.site_country[site] == asking.country[asking.place[who]]
        way[site] = distance_points(worth, km, np.int64(asking.commute_km[who]), local)
        # Somebody ready to move reaches everything, and little of it is near.
        if way[site] if moves else _in_reach(asked, asking, who, site, km):
            here = asked.site_positions[asked.site_start[site] : asked.site_start[site + 1]]
            _bring_near(here, -(-way[site] // UNIT), near, reach)
    return _strides(reach, strides)


@njit
def _bring_near(positions: Ints, units: int, near: Ints, reach: Ints) -> None:
    for position in positions:
        near[position] = units
        reach[position // BLOCK] |= WORD << np.uint64(position % BLOCK)


@njit
def _strides(reach: Ints, strides: Ints) -> int:
    count = 0
    for stride in range(len(reach) // STRIDE):
        anything = NO_BITS
        for block in range(stride * STRIDE, (stride + 1) * STRIDE):
            anything |= reach[block]
        strides[count] = stride
        count += anything != NO_BITS
    return count


@inlined
def _km(asked: Asked, asking: Asking, who: int, site: int) -> int:
    place = asked.site_place[site]
    return NONE if place == NONE else np.int64(asking.km[asking.place[who], place])


@inlined
def _in_reach(asked: Asked, asking: Asking, who: int, site: int, km: int) -> bool:
    """For somebody who stays."""
    if asked.site_country[site] != asking.country[asking.place[who]]:
        return False
    if km == NONE:
        place = asked.site_place[site]
        return place != NONE and asking.region[place] == asking.region[asking.place[who]]
    return km <= asking.commute_km[who]
