"""What messages cost: by SMS and route as data, or as the gateway says; and the month's budget.

    SMS_PRICES = {"nikita": {"+996": "2.50", "": "6"}}    money of the gateway's account, one SMS
    SMS_BUDGETS = {"nikita": "50000"}                     for a month

Over its budget a gateway gets sign-in codes only, until the month or the budget ends.
"""

import logging
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, Sum

from backend.notifications.gateways.base import Accepted, Answer, Outcome
from backend.notifications.models import Attempt, GatewayMonth, GatewayStatus

PARTS = 16

logger = logging.getLogger(__name__)


def price(gateway: str, phone: str) -> Decimal | None:
    """Of one SMS to this number, by the longest prefix; None if no price is known."""
    prices = settings.SMS_PRICES.get(gateway, {})
    prefix = max(filter(phone.startswith, prices), key=len, default=None)
    return None if prefix is None else Decimal(prices[prefix])


def bill(attempt: Attempt, taken: Outcome | Answer, now: datetime) -> dict[str, Any]:
    """Count an SMS if a gateway has just taken it; returns what to keep at its attempt.

    Belongs into the transaction that settles the attempt, so that nothing is counted twice.
    """
    if not isinstance(taken, Accepted):
        return {}
    segments = taken.segments or attempt.message.segments
    each = price(attempt.gateway, attempt.message.phone)
    cost = taken.cost if taken.cost is not None else each and each * segments
    if cost is not None:
        _add(attempt, segments, cost, now)
        _watch_budget(attempt.gateway, now)
    return {"segments": taken.segments or None, "cost": cost}


def spent(now: datetime) -> dict[str, Decimal]:
    """What each gateway has cost this month."""
    rows = GatewayMonth.objects.filter(month=month_of(now)).values("gateway")
    return dict(rows.annotate(sum=Sum("cost")).values_list("gateway", "sum"))


def over_budget(now: datetime) -> frozenset[str]:
    """The gateways that may carry nothing but codes for the rest of the month."""
    if not settings.SMS_BUDGETS:
        return frozenset()
    costs = spent(now)
    budgets = settings.SMS_BUDGETS.items()
    return frozenset(name for name, most in budgets if costs.get(name, 0) >= Decimal(most))


def month_of(now: datetime) -> date:
    return now.date().replace(day=1)


def _add(attempt: Attempt, segments: int, cost: Decimal, now: datetime) -> None:
    """Workers seldom meet in one part, so none waits for another's commit."""
    GatewayMonth.objects.bulk_create(
        [GatewayMonth(gateway=attempt.gateway, month=month_of(now), part=attempt.pk % PARTS)],
        ignore_conflicts=True,
    )
    GatewayMonth.objects.filter(
        gateway=attempt.gateway, month=month_of(now), part=attempt.pk % PARTS
    ).update(messages=F("messages") + 1, segments=F("segments") + segments, cost=F("cost") + cost)


def _watch_budget(gateway: str, now: datetime) -> None:
    """The alarm: once a month and gateway."""
    if gateway not in over_budget(now):
        return
    GatewayStatus.objects.get_or_create(name=gateway)
    status = GatewayStatus.objects.filter(name=gateway).exclude(over_budget_in=month_of(now))
    if status.update(over_budget_in=month_of(now)):
        logger.error("The month's budget of gateway %s is used up: it gets codes only", gateway)
