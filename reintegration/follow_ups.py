"""When somebody is asked how it is going. Dates in, dates out."""

import datetime as dt
from calendar import monthrange

# A little early is fine; long before, the answer would be about another time.
EARLY = dt.timedelta(days=14)
# After this it is no question for a text message any more: staff call.
ASKED_WITHIN = dt.timedelta(days=30)


def due_on(milestone: dt.date, months: int) -> dt.date:
    """The same day `months` later; where the month is shorter, its last day."""
    years, month = divmod(milestone.month - 1 + months, 12)
    year, month = milestone.year + years, month + 1
    return dt.date(year, month, min(milestone.day, monthrange(year, month)[1]))


def can_be_answered(due: dt.date, today: dt.date) -> bool:
    return today >= due - EARLY
