"""Whether codes that are sent are used: what tells people from pumps.

SMS pumping asks for codes to numbers of an accomplice operator, who is paid for each SMS; nobody
types them in. So the share of codes that were used is watched for each range of numbers: a
prefix of `SMS_PREFIXES` and the next digits, which are an operator's.
"""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from django.conf import settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """`CODE_USE` of the settings. `hours` may not be more than a code is kept (cleaning.py)."""

    digits: int
    hours: float
    patience: int
    least: int
    alarm: float
    brake: float
    pause: int

    def __post_init__(self) -> None:
        if not 0 <= self.brake <= self.alarm <= 1:
            raise ValueError("brake and alarm are shares, and the brake comes after the alarm")
        if not 0 < self.hours <= 24 or self.least < 1:
            raise ValueError("hours are up to 24, and a verdict needs at least one code")
        if min(self.digits, self.patience, self.pause) < 0:
            raise ValueError("digits, patience and pause are not below zero")

    @property
    def window(self) -> timedelta:
        return timedelta(hours=self.hours)


class Verdict(StrEnum):
    FINE = "fine"
    ALARM = "alarm"
    BRAKE = "brake"


def rules() -> Rules:
    """Raises TypeError or ValueError if the settings are no rules."""
    return Rules(**settings.CODE_USE)


def range_of(phone: str, digits: int) -> str:
    """+996700123456 is of +996700."""
    served = max(filter(phone.startswith, settings.SMS_PREFIXES), key=len, default="+")
    return phone[: len(served) + digits]


def verdict(sent: int, used: int, by: Rules) -> Verdict:
    """Of too few codes nothing is said."""
    if sent < by.least:
        return Verdict.FINE
    if used < by.brake * sent:
        return Verdict.BRAKE
    return Verdict.ALARM if used < by.alarm * sent else Verdict.FINE
