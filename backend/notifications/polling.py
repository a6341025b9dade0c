"""Asking gateways what became of SMS that they took, where no callback tells it."""

import logging
from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.utils import timezone

from backend.notifications import questions, reports
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Polled, Report
from backend.notifications.models import Attempt
from backend.notifications.retries import ask_pause
from backend.notifications.states import TAKEN, UNREPORTED, State, Verdict

AT_ONCE = 100

logger = logging.getLogger(__name__)


def poll() -> int:
    """Ask about the next taken messages without a final report. Returns how many."""
    now = timezone.now()
    taken = Attempt.objects.filter(verdict=Verdict.ACCEPTED)
    asked = questions.take(taken, _is_worth_asking, now, AT_ONCE)
    for name, attempts in _by_gateway(asked).items():
        told = _reports(name, attempts)
        for report in told:
            reports.apply(name, report, asked_for=True)
        _put_off(attempts, now)
    return len(asked)


def _is_worth_asking(attempt: Attempt) -> bool:
    known = attempt.gateway in routing.known()
    return (
        known
        and attempt.message.state in TAKEN - {State.DELIVERED}
        and isinstance(routing.gateway(attempt.gateway), Polled)
    )


def _by_gateway(attempts: Iterable[Attempt]) -> dict[str, list[Attempt]]:
    """At most as many of each as its one call may ask about; the others have their turn soon."""
    found: dict[str, list[Attempt]] = defaultdict(list)
    for one in attempts:
        if len(found[one.gateway]) < routing.gateway(one.gateway).caps.poll_batch:
            found[one.gateway].append(one)
    return found


def _reports(name: str, attempts: list[Attempt]) -> list[Report]:
    gateway = routing.gateway(name)
    if not isinstance(gateway, Polled):
        return []
    try:
        return list(gateway.poll([questions.about(one) for one in attempts]))
    except Exception:
        logger.exception("Gateway %s could not be polled", name)
        return []


def _put_off(attempts: list[Attempt], now: datetime) -> None:
    """To the next question; but an end that was told is asked about once and no more."""
    for one in attempts:
        one.ask_at = now + ask_pause(one.asks)
    asked = Attempt.objects.filter(pk__in=[one.pk for one in attempts])
    asked.exclude(message__state__in=UNREPORTED).update(ask_at=None)
    asked.filter(message__state__in=UNREPORTED).bulk_update(attempts, ["ask_at"])
