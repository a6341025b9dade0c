"""What reports of gateways change: always forward, in whatever order they come, and how often."""

import logging
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from backend.notifications.costs import bill, recount
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Accepted, Polled, Report
from backend.notifications.models import Attempt, Message
from backend.notifications.outcomes import LONGEST_REFERENCE, closed
from backend.notifications.states import ENDS, State, Verdict

logger = logging.getLogger(__name__)


def apply(gateway: str, report: Report, *, asked_for: bool = False) -> bool:
    """Write what a report proves; False if its message is unknown yet, or in a worker's hands.

    `asked_for` is the gateway's answer to a question of ours. What came by itself and is not
    signed is a hint: an end is believed when the gateway, asked, says so too.
    """
    now = timezone.now()
    with transaction.atomic():
        attempt = _attempt(gateway, report)
        if attempt is None:
            return False
        message = Message.objects.select_for_update().get(pk=attempt.message_id)
        attempt.refresh_from_db()
        attempt.message = message
        if message.state == State.SENDING:
            return False
        if attempt.verdict == Verdict.ACCEPTED and not asked_for and _is_hint(gateway, report):
            Attempt.objects.filter(pk=attempt.pk).update(ask_at=now)
        elif attempt.verdict == Verdict.ACCEPTED:
            _move(message, report, now)
            recount(attempt, report.segments, now)
        elif attempt.ended_at is None:
            _end_doubt(attempt, report, now)
        else:
            # It was proven that the gateway had not taken it: one of the two proofs is wrong.
            logger.error("Gateway %s reports on key %s, which ended", gateway, attempt.provider_key)
    return True


def _attempt(gateway: str, report: Report) -> Attempt | None:
    attempts = Attempt.objects.filter(gateway=gateway)
    if report.key:
        return attempts.filter(provider_key=report.key).first()
    if report.reference:
        return attempts.filter(provider_reference=report.reference[:LONGEST_REFERENCE]).first()
    return None


def _is_hint(gateway: str, report: Report) -> bool:
    """An unsigned word about the end of an SMS, from a gateway that can be asked for it."""
    known = routing.gateway(gateway)
    return report.state in ENDS and isinstance(known, Polled) and not known.caps.signed


def _end_doubt(attempt: Attempt, report: Report, now: datetime) -> None:
    """The gateway has it after all. Who cannot prove who they are is asked before it counts."""
    caps = routing.gateway(attempt.gateway).caps
    if caps.queryable and not caps.signed and attempt.message.state == State.UNKNOWN:
        Attempt.objects.filter(pk=attempt.pk).update(ask_at=now)
        return
    written: dict[str, Any] = {
        **closed(Verdict.ACCEPTED, now, "by_report"),
        **bill(attempt, Accepted(segments=report.segments), now),
    }
    if report.reference:
        written["provider_reference"] = report.reference[:LONGEST_REFERENCE]
    Attempt.objects.filter(pk=attempt.pk).update(**written)
    _move(attempt.message, report, now)


def _move(message: Message, report: Report, now: datetime) -> None:
    delivered_at = now if report.state == State.DELIVERED else None
    Message.objects.filter(pk=message.pk).move(
        report.state, sent_at=Coalesce("sent_at", now), delivered_at=delivered_at
    )
