"""The fairness report as arithmetic: groups beside the whole, small ones hidden. Pure.

Two blocks hide together, so that no difference of two columns tells a third: who looks and
has a list, and what happened in the period (with those who were hired and look no more).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

from backend.indicators.suppression import column

Z = 1.96  # 95 of 100 such intervals hold the true share


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """One group as counted; `exposure` is a sum over people."""

    group: str
    people: int
    listed: int
    exposure: float
    sought: int
    told: int
    notices: int
    hired: int


@dataclass(frozen=True, slots=True)
class Share:
    """`count` of `of`; the interval is Wilson's. All shares are 0 to 1.

    `ratio` is to the whole's share; `apart` says that the whole's lies outside the interval.
    """

    count: int
    of: int
    share: float
    low: float
    high: float
    ratio: float | None
    apart: bool


@dataclass(frozen=True, slots=True)
class Mean:
    """So much a person of `of`, and that divided by the whole's."""

    of: int
    mean: float
    ratio: float | None


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """A None is too small to show, would give a small one away, or has nobody in it."""

    group: str
    people: int | None
    listed: Share | None
    exposure: Mean | None
    sought: int | None
    told: Share | None
    notices: Mean | None
    hired: Share | None


def wilson(count: int, of: int) -> tuple[float, float]:
    """The interval of a share, honest for few people and near 0 and 1. `of` is at least 1."""
    share, spread = count / of, Z * Z / of
    middle = (share + spread / 2) / (1 + spread)
    half = Z * sqrt(share * (1 - share) / of + spread / (4 * of)) / (1 + spread)
    return max(0.0, middle - half), min(1.0, middle + half)


def shown_groups(whole: Counts, groups: Sequence[Counts]) -> list[ShownGroup]:
    """The whole first, then its groups in their order."""
    small = _hidden([whole]) + _hidden(groups)
    return [
        _shown(one, whole, *hidden) for one, hidden in zip([whole, *groups], small, strict=True)
    ]


def _hidden(rows: Sequence[Counts]) -> list[tuple[bool, bool]]:
    """For each row: is its list block hidden, is its period block hidden?"""
    now = [[one.people for one in rows], [one.listed for one in rows]]
    gone = [one.sought - one.people for one in rows]
    period = [[getattr(one, name) for one in rows] for name in ("sought", "told", "hired")]
    blocks = (_any_hidden(now), _any_hidden([*period, gone]))
    return list(zip(*blocks, strict=True))


def _any_hidden(columns: Sequence[Sequence[int]]) -> list[bool]:
    shown = [column(counts, hide=True) for counts in columns]
    return [None in row for row in zip(*shown, strict=True)]


def _shown(one: Counts, whole: Counts, no_list: bool, no_period: bool) -> ShownGroup:
    return ShownGroup(
        one.group,
        None if no_list else one.people,
        None if no_list else _share(one, whole, "listed", "people"),
        None if no_list else _mean(one, whole, "exposure", "people"),
        None if no_period else one.sought,
        None if no_period else _share(one, whole, "told", "sought"),
        None if no_period else _mean(one, whole, "notices", "sought"),
        None if no_period else _share(one, whole, "hired", "sought"),
    )


def _share(one: Counts, whole: Counts, name: str, base: str) -> Share | None:
    count, of = getattr(one, name), getattr(one, base)
    if not of:
        return None
    low, high = wilson(count, of)
    of_all = getattr(whole, name) / getattr(whole, base)
    apart = one is not whole and not low <= of_all <= high
    return Share(count, of, count / of, low, high, count / of / of_all if of_all else None, apart)


def _mean(one: Counts, whole: Counts, name: str, base: str) -> Mean | None:
    of = getattr(one, base)
    if not of:
        return None
    mean, of_all = getattr(one, name) / of, getattr(whole, name) / getattr(whole, base)
    return Mean(of, mean, mean / of_all if of_all else None)
