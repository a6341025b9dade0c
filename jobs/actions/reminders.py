"""Reminding firms of applicants who wait: each applicant once, by day, one letter a firm."""

import datetime as dt

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from backend.audit.actions import record as audit
from backend.notifications.hours import NOTICE
from jobs import letters
from jobs.models import Application, Employer

# A firm of three people answers in the evening or after the weekend; later is too late.
PATIENCE = dt.timedelta(days=3)


def is_time_to_write(now: dt.datetime) -> bool:
    """Within the hours of notices: a worker that was down must not catch up by night."""
    local = timezone.localtime(now)
    return NOTICE.open_from(local) == local


@transaction.atomic
def remind_next(*, now: dt.datetime) -> bool:
    """Write to one firm about all its applicants who wait too long; False if there is none.

    Firms without anybody who signs in are left alone. Harmless to run twice, or at once.
    """
    overdue = Application.objects.overdue(before=now - PATIENCE)
    waits = overdue.filter(vacancy__employer=OuterRef("pk"))
    firms = Employer.objects.filter(Exists(waits), members__user__is_active=True).order_by("pk")
    firm = firms.select_for_update(skip_locked=True, of=("self",), no_key=True).first()
    if firm is None:
        return False
    # Evaluated under the firm's lock: another worker's reminder of a moment ago is seen.
    waiting = overdue.filter(vacancy__employer=firm).update(reminded_at=now)
    if waiting:
        letters.applicants_wait(firm, waiting=waiting)
        audit("jobs.employer.reminded", by=None, subject=firm, waiting=waiting)
    return True
