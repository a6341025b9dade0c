"""What messages cost: by SMS and route as data, or as the gateway says; and the month's budget.

    SMS_PRICES = {"nikita": {"+996": "2.50", "": "6"}}    money of the gateway's account, one SMS
    SMS_BUDGETS = {"nikita": "50000"}                     for a month

Over its budget a gateway gets sign-in codes only, until the month or the budget ends.
"""

import logging
from collections.abc import Iterable
from dataclasses import dataclass
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


@dataclass(slots=True)
class Bill:
    """What a gateway took in one transaction."""

    part: int
    messages: int = 0
    segments: int = 0
    cost: Decimal = Decimal(0)


def bill(attempt: Attempt, taken: Outcome | Answer, now: datetime) -> dict[str, Any]:
    """Count an SMS if a gateway has just taken it; returns what to keep at its attempt.

    Belongs into the transaction that settles the attempt, so that nothing is counted twice.
    """
    return bill_all([(attempt, taken)], now)[0]


def bill_all(
    taken: Iterable[tuple[Attempt, Outcome | Answer]], now: datetime
) -> list[dict[str, Any]]:
    """The same for many, with one count for each gateway."""
    bills: dict[str, Bill] = {}
    kept = [_billed(attempt, answer, bills) for attempt, answer in taken]
    for gateway, one in sorted(bills.items()):
        _add(gateway, one, now)
        _watch_budget(gateway, now)
    return kept


def _billed(attempt: Attempt, taken: Outcome | Answer, bills: dict[str, Bill]) -> dict[str, Any]:
    if not isinstance(taken, Accepted):
        return {}
    segments = taken.segments or attempt.message.segments
    each = price(attempt.gateway, attempt.message.phone)
    cost = taken.cost if taken.cost is not None else each and each * segments
    if cost is not None:
        one = bills.setdefault(attempt.gateway, Bill(part=attempt.pk % PARTS))
        one.messages += 1
        one.segments += segments
        one.cost += cost
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


def _add(gateway: str, one: Bill, now: datetime) -> None:
    """Workers seldom meet in one part, so none waits for another's commit."""
    row = {"gateway": gateway, "month": month_of(now), "part": one.part}
    GatewayMonth.objects.bulk_create([GatewayMonth(**row)], ignore_conflicts=True)
    GatewayMonth.objects.filter(**row).update(
        messages=F("messages") + one.messages,
        segments=F("segments") + one.segments,
        cost=F("cost") + one.cost,
    )


def _watch_budget(gateway: str, now: datetime) -> None:
    """The alarm: once a month and gateway."""
    if gateway not in over_budget(now):
        return
    GatewayStatus.objects.get_or_create(name=gateway)
    status = GatewayStatus.objects.filter(name=gateway).exclude(over_budget_in=month_of(now))
    if status.update(over_budget_in=month_of(now)):
        logger.error("The month's budget of gateway %s is used up: it gets codes only", gateway)
