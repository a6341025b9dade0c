"""When a message may ring: local hours of the phone's country, of the kind, of the person.

Windows are data. A message leaves when all of them are open; the server's own clock zone does
not matter.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

WEEKDAYS = frozenset(range(1, 6))
EVERY_DAY = frozenset(range(1, 8))
# Every window opens within a week; what has not opened by then together never will.
FAR = timedelta(days=8)


@dataclass(frozen=True, slots=True)
class Hours:
    """A daily window, local time; `closes` is the first moment outside. Days: 1 is Monday."""

    opens: time
    closes: time
    days: frozenset[int] = EVERY_DAY

    def open_from(self, moment: datetime) -> datetime:
        """`moment` (local) if it is inside, else the next opening."""
        if self._is_day(moment) and self.opens <= moment.time() < self.closes:
            return moment
        opening = datetime.combine(moment.date(), self.opens, moment.tzinfo)
        while opening <= moment or not self._is_day(opening):
            opening += timedelta(days=1)  # wall-clock days: the hour stays across a zone change
        return opening

    def _is_day(self, local: datetime) -> bool:
        return local.isoweekday() in self.days

    def __str__(self) -> str:
        days = "weekdays " if self.days == WEEKDAYS else ""
        return f"{days}{self.opens:%H:%M} to {self.closes:%H:%M}"


@dataclass(frozen=True, slots=True)
class Country:
    """Where a number belongs, and when its law or custom lets a notice ring."""

    zone: str
    hours: Hours


NOTICE = Hours(time(10), time(19), WEEKDAYS)
REMINDER = Hours(time(8), time(21))

_NO_RULE_FOUND = Hours(time(8), time(21))
_KAZAKHSTAN = Country("Asia/Almaty", Hours(time(9), time(21), WEEKDAYS))  # operators' rules
# Longest prefix first. Sources and their weight: messaging.md 7.3 of the project's references.
COUNTRIES = {
    "+996": Country("Asia/Bishkek", Hours(time(9), time(20))),  # a vendor's guide
    "+998": Country("Asia/Tashkent", _NO_RULE_FOUND),
    "+992": Country("Asia/Dushanbe", _NO_RULE_FOUND),
    "+993": Country("Asia/Ashgabat", _NO_RULE_FOUND),
    "+77": _KAZAKHSTAN,
    "+76": _KAZAKHSTAN,
    # Eleven zones; most people we write to live in the western ones.
    "+7": Country("Europe/Moscow", _NO_RULE_FOUND),
}


def country_of(phone: str) -> Country:
    """The country of an E.164 number; for others the deployment's own zone and cautious hours."""
    found = (country for prefix, country in COUNTRIES.items() if phone.startswith(prefix))
    return next(found, Country(settings.TIME_ZONE, _NO_RULE_FOUND))


def first_moment(phone: str, kind: Hours, own: Hours | None, now: datetime) -> datetime | None:
    """When a message may ring: `now` itself, later, or never (None).

    The country's hours and the person's `own` are always kept. Those of the kind are good
    manners, and give way to a person who can only be reached outside them.
    """
    country = country_of(phone)
    local = now.astimezone(ZoneInfo(country.zone))
    kept = [country.hours, own] if own else [country.hours]
    moment = _all_open([*kept, kind], local) or _all_open(kept, local)
    return moment.astimezone(now.tzinfo) if moment else None


def _all_open(windows: Sequence[Hours], local: datetime) -> datetime | None:
    moment = local
    while moment < local + FAR:
        later = max(window.open_from(moment) for window in windows)
        if later == moment:
            return moment
        moment = later
    return None
