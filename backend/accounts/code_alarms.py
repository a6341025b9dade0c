"""Ranges of numbers and the use of their codes, as staff see them."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.accounts.code_ranges import Verdict, rules, verdict
from backend.accounts.models import CodeRange, SignInCode
from backend.notifications.alarms import Alarm, naming


@dataclass(frozen=True, slots=True)
class RangeRow:
    """One range in the window: `share` in per cent; `braked_until` while it is braked."""

    prefix: str
    sent: int
    used: int
    share: int
    verdict: Verdict
    braked_until: datetime | None


def ranges(now: datetime) -> list[RangeRow]:
    """The braked ones first, then the worst. Two queries."""
    by = rules()
    figures = {row["prefix"]: row for row in SignInCode.objects.settled(by.window, by.patience)}
    braked = {one.prefix: one.braked_until for one in CodeRange.objects.braked(now)}
    rows = []
    for prefix in figures.keys() | braked.keys():
        row = figures.get(prefix, {"sent": 0, "used": 0})
        sent, used = row["sent"], row["used"]
        share = round(100 * used / sent) if sent else 0
        said = verdict(sent, used, by)
        rows.append(RangeRow(prefix, sent, used, share, said, braked.get(prefix)))
    order = {Verdict.BRAKE: 0, Verdict.ALARM: 1, Verdict.FINE: 2}
    return sorted(rows, key=lambda r: (r.braked_until is None, order[r.verdict], r.prefix))


def tell(now: datetime) -> list[Alarm]:
    rows = ranges(now)
    found = {
        _("No codes go to numbers that begin with %(names)s: hardly any were used."): [
            row.prefix for row in rows if row.braked_until
        ],
        _("Few codes are used by numbers that begin with %(names)s."): [
            row.prefix for row in rows if row.verdict != Verdict.FINE and not row.braked_until
        ],
    }
    return naming(found, reverse("accounts:staff_codes"))
