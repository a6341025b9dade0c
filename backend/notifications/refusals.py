"""Counting the calls in a gateway's name that were refused: forged, malformed, too large."""

from django.db.models import F
from django.utils import timezone

from backend.notifications.models import CallbackRefusal


def count(gateway: str, why: str) -> None:
    """One more, today. `why` is a code of the adapters: no number, no text."""
    CallbackRefusal.objects.update_or_create(
        gateway=gateway,
        why=why[:40],
        day=timezone.now().date(),
        defaults={"times": F("times") + 1},
        create_defaults={"times": 1},
    )
