"""No codes for a while to numbers whose codes nobody uses; and staff who let them go again."""

import logging
from datetime import timedelta
from math import ceil
from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

from backend.accounts.code_ranges import Rules, Verdict, range_of, rules, verdict
from backend.accounts.errors import CodesPaused
from backend.accounts.models import CodeRange, SignInCode
from backend.accounts.permissions import can_watch_codes
from backend.audit.actions import record
from backend.lib.errors import NotAllowed, StateConflict

logger = logging.getLogger(__name__)


def refuse_if_braked(phone: str) -> str:
    """The range of `phone`; brakes it first if its codes are not used. Raises CodesPaused.

    Outside any transaction of the caller: a brake must outlive the refusal it causes.
    """
    by, now = rules(), timezone.now()
    prefix = range_of(phone, by.digits)
    braked = CodeRange.objects.braked(now).filter(prefix=prefix)
    if not braked.exists():
        _judge(prefix, by)
    if found := braked.first():
        raise CodesPaused(ceil((found.braked_until - now).total_seconds()))
    return prefix


@transaction.atomic
def release(found: CodeRange, *, by: Any) -> CodeRange:
    """Send codes to this range again; what was sent before is not held against it."""
    if not can_watch_codes(by):
        raise NotAllowed()
    braked = CodeRange.objects.filter(pk=found.pk, braked_until__gt=Now())
    if not braked.update(braked_until=Now(), alarm_at=None):
        raise StateConflict()
    record("accounts.codes.released", by=by, subject=found, prefix=found.prefix)
    found.refresh_from_db()
    return found


@transaction.atomic
def _judge(prefix: str, by: Rules) -> None:
    """Each change is one UPDATE that only the first of many requests makes, and logs."""
    figures = SignInCode.objects.settled(by.window, by.patience).of_range(prefix)
    said = verdict(figures["sent"], figures["used"], by)
    if said == Verdict.FINE:
        if figures["sent"] >= by.least:  # too few to tell is no news
            CodeRange.objects.filter(prefix=prefix, alarm_at__isnull=False).update(alarm_at=None)
        return
    CodeRange.objects.bulk_create([CodeRange(prefix=prefix)], ignore_conflicts=True)
    row = CodeRange.objects.filter(prefix=prefix)
    told = (prefix, figures["used"], figures["sent"])
    if row.filter(alarm_at=None).update(alarm_at=Now()):
        logger.error("Codes to %s…: only %d of %d were used. Pumping, or none arrive", *told)
    if said == Verdict.BRAKE:
        free = row.filter(Q(braked_until=None) | Q(braked_until__lte=Now()))
        if free.update(braked_until=Now() + timedelta(seconds=by.pause)):
            logger.error("Codes to %s… are braked for %d minutes", prefix, by.pause // 60)
