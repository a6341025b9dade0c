"""What the matching knows of a person and of an opening: ids, sets and whole numbers.

Sex, age, names, origin, disability, needs and how a person came back are not here, and what
is not here cannot enter a score.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Point = tuple[float, float]  # latitude, longitude, degrees

# How pay by the day or hour is compared with a monthly floor: 22 days, 8 hours a day.
DAYS_A_MONTH = 22
HOURS_A_DAY = {"part": 4}
FULL_DAY_HOURS = 8


@dataclass(frozen=True, slots=True)
class Spot:
    """Where something is. A place known only as a region has no point."""

    place: int
    region: int
    country: str
    point: Point | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A returnee. Languages are CEFR ranks 1 to 6, work is months by ISCO-08 code."""

    id: int
    spot: Spot
    agrees: bool = True
    state: str = "active"
    commute_km: int = 15
    can_relocate: bool = False
    wage_floor: int | None = None
    wage_currency: str = ""
    schedules: frozenset[str] = frozenset()
    education: int | None = None
    skills: frozenset[int] = frozenset()
    licences: frozenset[str] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)
    work: Mapping[str, int] = field(default_factory=dict)
    # Openings, by id, that this person need not be shown again.
    applied: frozenset[int] = frozenset()
    declined: frozenset[int] = frozenset()
    turned_away: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True, kw_only=True)
class Opening:
    """A vacancy. `pay` is the most it offers, by the month, in whole units of `currency`.

    `age_days` is how long it has been published on the day of the run; None if it is not known.
    """

    id: int
    isco: str
    country: str
    spot: Spot | None = None
    is_open: bool = True
    schedule: str = "full"
    pay: int | None = None
    currency: str = ""
    months: int = 0
    education: int | None = None
    age_days: int | None = None
    required: frozenset[int] = frozenset()
    wished: frozenset[int] = frozenset()
    licences: frozenset[str] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)


def monthly(amount: int | None, *, period: str, schedule: str) -> int | None:
    """Pay per month, day or hour as pay per month."""
    if amount is None or period == "month":
        return amount
    if period == "day":
        return amount * DAYS_A_MONTH
    return amount * DAYS_A_MONTH * HOURS_A_DAY.get(schedule, FULL_DAY_HOURS)
