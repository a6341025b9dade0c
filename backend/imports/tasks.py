"""Periodic work of imports."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from backend.imports.models import ImportBatch
from backend.imports.states import BatchState

KEPT = dt.timedelta(days=1)


@shared_task
def forget() -> int:
    """Blank the rows of tables that were looked at a day ago and never imported."""
    old = ImportBatch.objects.filter(
        state=BatchState.PREVIEWED, created_at__lt=timezone.now() - KEPT
    ).exclude(rows=[])
    return old.update(rows=[], errors=[], notes=[])
