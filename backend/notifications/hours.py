"""When a message may ring: the local hours of the person's country, not of the server.

Sources: messaging.md 7.1 and 7.3 (Kazakhstan: weekdays 09:00 to 21:00; Kyrgyzstan: 09:00
to 20:00). The windows below lie inside all of them.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

SATURDAY = 5

# Longest prefix first. Russia has eleven zones; most people we write to live in the western ones.
ZONES = {
    "+996": "Asia/Bishkek",
    "+998": "Asia/Tashkent",
    "+992": "Asia/Dushanbe",
    "+993": "Asia/Ashgabat",
    "+77": "Asia/Almaty",
    "+76": "Asia/Almaty",
    "+7": "Europe/Moscow",
}


@dataclass(frozen=True, slots=True)
class Hours:
    """A daily window, local time; `closes` is the first minute outside."""

    opens: time
    closes: time
    weekdays_only: bool

    def next_opening(self, now: datetime, phone: str) -> datetime | None:
        """None if `now` is inside the window at `phone`, else when it opens next."""
        zone = ZoneInfo(zone_of(phone))
        local = now.astimezone(zone)
        if self._is_day(local) and self.opens <= local.time() < self.closes:
            return None
        opening = datetime.combine(local.date(), self.opens, zone)
        while opening <= local or not self._is_day(opening):
            opening += timedelta(days=1)  # wall-clock days: the hour stays across a zone change
        return opening.astimezone(now.tzinfo)

    def _is_day(self, local: datetime) -> bool:
        return not self.weekdays_only or local.weekday() < SATURDAY


NOTICE = Hours(time(10), time(19), weekdays_only=True)
REMINDER = Hours(time(8), time(21), weekdays_only=False)


def zone_of(phone: str) -> str:
    """The time zone of a number's country (E.164); the deployment's own for other countries."""
    zones = (zone for prefix, zone in ZONES.items() if phone.startswith(prefix))
    return next(zones, settings.TIME_ZONE)
