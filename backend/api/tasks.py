"""Periodic work of the API."""

import datetime as dt

from celery import shared_task
from django.utils import timezone

from backend.api.models import KeptResponse

KEPT = dt.timedelta(days=1)


@shared_task
def forget_responses() -> int:
    """Delete the answers kept for repeated requests once a day is over."""
    deleted, _ = KeptResponse.objects.filter(created_at__lt=timezone.now() - KEPT).delete()
    return deleted
