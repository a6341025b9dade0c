"""The attempts whose gateway is to be asked something now.

A question is harmless to repeat, so it needs no lease on the message: its attempt is put off
while the gateway answers, and the answer counts only if nothing else settled it meanwhile.
"""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from backend.notifications.gateways.base import Sent
from backend.notifications.models import Attempt

# Who asks and dies is followed by another after this long.
HELD = timedelta(seconds=30)


def are_due() -> bool:
    return Attempt.objects.filter(ask_at__lte=timezone.now()).exists()


def take(
    rows: QuerySet[Attempt], is_open: Callable[[Attempt], bool], now: datetime, at_once: int
) -> list[Attempt]:
    """The due ones of `rows`, put off for the time of the call; others forget their question."""
    with transaction.atomic():
        due = list(
            rows.filter(ask_at__lte=now)
            .select_related("message")
            .select_for_update(of=("self",), skip_locked=True)
            .order_by("ask_at")[:at_once]
        )
        asked = [one for one in due if is_open(one)]
        moot = [one.pk for one in due if one not in asked]
        Attempt.objects.filter(pk__in=moot).update(ask_at=None)
        Attempt.objects.filter(pk__in=[one.pk for one in asked]).update(
            ask_at=now + HELD, asks=F("asks") + 1
        )
    for one in asked:
        one.asks += 1
    return asked


def about(attempt: Attempt) -> Sent:
    """How a gateway is told which SMS is meant."""
    return Sent(
        key=attempt.provider_key,
        phone=attempt.message.phone,
        since=attempt.started_at,
        reference=attempt.provider_reference,
        text=attempt.message.text,
    )
