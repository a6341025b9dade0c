"""What a lost worker or a lost wake-up left behind. Harmless to run twice or late."""

import logging
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from backend.notifications.asking import ask_later
from backend.notifications.claims import put_back
from backend.notifications.gateways import routing
from backend.notifications.models import Attempt, Message
from backend.notifications.retries import may_replay
from backend.notifications.states import UNREPORTED, Lane, State, Verdict

AT_ONCE = 500
REPORT_PATIENCE = timedelta(hours=72)

logger = logging.getLogger(__name__)


def reap() -> int:
    """Leases that ran out. Returns how many.

    Where no call had begun, nothing left and the message waits again. Else it is not known:
    a replay-safe gateway gets it again at once under the same key; one that can be asked is
    asked; elsewhere it is parked, since a second key could mean a second SMS.
    """
    now = timezone.now()
    with transaction.atomic():
        lost = list(
            Attempt.objects.filter(
                ended_at=None, message__state=State.SENDING, message__lease_until__lt=now
            )
            .select_related("message")
            .select_for_update(of=("message", "self"), skip_locked=True)[:AT_ONCE]
        )
        put_back([one for one in lost if not one.sends], now)
        _doubt([one for one in lost if one.sends], now)
    if lost:
        logger.warning("%d messages were taken by a worker that did not come back", len(lost))
    return len(lost)


def _doubt(begun: list[Attempt], now: datetime) -> None:
    """Their call had begun: nobody knows if they left."""
    again = [one for one in begun if _is_replayable(one)]
    parked = [one for one in begun if one not in again]
    for attempts, next_at in ((again, now), (parked, None)):
        Message.objects.filter(pk__in=[one.message_id for one in attempts]).move(
            State.UNKNOWN, next_at=next_at
        )
    Attempt.objects.filter(pk__in=[one.pk for one in begun]).update(
        verdict=Verdict.UNKNOWN, detail="worker_lost"
    )
    ask_later(parked, now)


def expire() -> int:
    """Messages past their life: too late to send, or never to be known. Returns how many."""
    late = Message.objects.too_late(timezone.now())
    expired = late.move(State.EXPIRED)
    uncertain = late.move(State.UNKNOWN_FINAL)
    if uncertain:
        logger.warning("%d messages will never be known to have been sent", uncertain)
    return expired + uncertain


def close_unreported() -> int:
    """Taken so long ago that no report will come any more. Returns how many."""
    reporting = [name for name in routing.known() if routing.gateway(name).caps.reports != "none"]
    taken = Message.objects.filter(
        state__in=UNREPORTED, sent_at__lt=timezone.now() - REPORT_PATIENCE
    )
    reported_on = Attempt.objects.filter(verdict=Verdict.ACCEPTED, gateway__in=reporting)
    silent = taken.filter(Exists(reported_on.filter(message=OuterRef("pk"))))[:AT_ONCE]
    return Message.objects.filter(pk__in=silent.values("pk")).move(State.NO_REPORT)


def lanes_due() -> list[str]:
    """The lanes in which something waits to be sent now."""
    due = Message.objects.due(timezone.now())
    return [lane for lane in Lane.values if due.filter(lane=lane).exists()]


def _is_replayable(attempt: Attempt) -> bool:
    if attempt.gateway not in routing.known():
        return False
    return may_replay(attempt, routing.gateway(attempt.gateway), timezone.now())
