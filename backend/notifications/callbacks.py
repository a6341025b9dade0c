"""Callbacks of gateways: kept first, applied after; one that comes again changes nothing."""

import hashlib
import logging
from collections.abc import Sequence
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone

from backend.notifications import reports
from backend.notifications.gateways.base import Report
from backend.notifications.models import ProviderEvent
from backend.notifications.retries import pause
from backend.notifications.states import State

AT_ONCE = 100
# A report may come before the answer that names its SMS; one without an SMS is kept so long.
PATIENCE = timedelta(hours=72)

logger = logging.getLogger(__name__)


def keep(gateway: str, query: str, body: bytes, told: Sequence[Report]) -> bool:
    """Write a callback down, to be applied soon; False if it was written before."""
    now = timezone.now()
    digest = hashlib.sha256(query.encode() + b"\n" + body).hexdigest()
    event = ProviderEvent(
        gateway=gateway,
        digest=digest,
        reports=[asdict(one) for one in sorted(told, key=lambda one: (one.key, one.reference))],
        received_at=now,
        look_at=now if told else None,
    )
    before = ProviderEvent.objects.filter(gateway=gateway, digest=digest)
    if before.exists():
        return False
    ProviderEvent.objects.bulk_create([event], ignore_conflicts=True)
    return True


def are_due() -> bool:
    return ProviderEvent.objects.filter(look_at__lte=timezone.now()).exists()


def apply() -> int:
    """Apply the next callbacks that wait. Returns how many were looked at."""
    looked_at = 0
    while looked_at < AT_ONCE and _apply_next():
        looked_at += 1
    return looked_at


def forget() -> int:
    """Callbacks that are applied or given up, once no replay of them is to be expected."""
    old = ProviderEvent.objects.filter(received_at__lt=timezone.now() - 10 * PATIENCE, look_at=None)
    return old.delete()[0]


def _apply_next() -> bool:
    """One callback a transaction, so that two workers never hold messages against each other."""
    now = timezone.now()
    with transaction.atomic():
        due = ProviderEvent.objects.filter(look_at__lte=now).order_by("look_at")
        event = due.select_for_update(skip_locked=True).first()
        if event is None:
            return False
        _apply(event)
    return True


def _apply(event: ProviderEvent) -> None:
    now = timezone.now()
    left = [told for told in event.reports if not reports.apply(event.gateway, _report(told))]
    event.reports, event.looks = left, event.looks + 1
    event.look_at = now + pause(event.looks) if left else None
    if left and now - event.received_at > PATIENCE:
        event.look_at = None
        logger.warning("Gateway %s reported on %d unknown SMS", event.gateway, len(left))
    event.save(update_fields=["reports", "looks", "look_at"])


def _report(told: dict[str, Any]) -> Report:
    """One that was kept before it had `segments` has none."""
    return Report(**{**told, "state": State(told["state"])})
