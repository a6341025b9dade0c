"""How far two places are apart, in whole kilometres."""

from functools import lru_cache
from math import asin, cos, radians, sin, sqrt

from jobs.matching.facts import Point, Spot

EARTH_KM = 6371.0088  # mean radius, IUGG


def distance(here: Spot, there: Spot | None) -> int | None:
    """Kilometres as the crow flies, rounded down; None where a coordinate is not known.

    The same place is 0 km away even without coordinates.
    """
    if there is None:
        return None
    if here.place == there.place:
        return 0
    if here.point is None or there.point is None:
        return None
    return km_between(here.point, there.point)


@lru_cache(maxsize=1 << 18)
def km_between(here: Point, there: Point) -> int:
    """Great-circle distance by the haversine formula. Points are (latitude, longitude) degrees."""
    latitude, other_latitude = radians(here[0]), radians(there[0])
    up = sin((other_latitude - latitude) / 2) ** 2
    along = sin(radians(there[1] - here[1]) / 2) ** 2
    chord = up + cos(latitude) * cos(other_latitude) * along
    return int(2 * EARTH_KM * asin(min(1.0, sqrt(chord))))
