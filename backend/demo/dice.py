"""Days and moments of the past year, and other throws of the dice."""

import datetime as dt
from collections.abc import Iterable
from random import Random
from typing import TypeVar

from django.utils import timezone

Value = TypeVar("Value")


def pick(dice: Random, weighted: Iterable[tuple[Value, float]]) -> Value:
    """One of the values, by their weights."""
    values, weights = zip(*weighted, strict=True)
    chosen: Value = dice.choices(values, weights)[0]
    return chosen


def days_before(day: dt.date, days: int) -> dt.date:
    return day - dt.timedelta(days=days)


def between(dice: Random, first: dt.date, last: dt.date) -> dt.date:
    """A day from `first` to `last`; `first` if that is the later one."""
    return first + dt.timedelta(days=dice.randint(0, max(0, (last - first).days)))


def moment(dice: Random, day: dt.date) -> dt.datetime:
    """A minute of the working day, at the latest now."""
    minute = dt.time(dice.randint(9, 17), dice.randint(0, 59))
    return min(dt.datetime.combine(day, minute, timezone.get_current_timezone()), timezone.now())


def working_day(day: dt.date) -> dt.date:
    """The day itself, or the Friday before a weekend."""
    return day - dt.timedelta(days=max(0, day.weekday() - 4))
