"""What messages cost: by SMS and route as data, or as the gateway says; and the month's budget.

    SMS_PRICES = {"nikita": {"+996": "2.50", "": "6"}}    money of the gateway's account, one SMS
    SMS_BUDGETS = {"nikita": "50000"}                     for a month

Over its budget a gateway gets sign-in codes only, until the month or the budget ends.
"""

import logging
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import F, Sum

from backend.notifications.gateways.base import Accepted, Answer, Outcome
from backend.notifications.models import Attempt, GatewayMonth, GatewayStatus

PARTS = 16
MISCOUNTS = 24

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
    # Of the messages whose SMS it told: as we count them, as it bills them, and one with too many.
    counted: int = 0
    billed: int = 0
    example: tuple[int, str, int] | None = None

    def compare(self, attempt: Attempt, told: int) -> None:
        ours = attempt.message.segments
        self.counted += ours
        self.billed += told
        if told > ours:
            self.example = self.example or (told, attempt.message.kind, ours)


@dataclass(frozen=True, slots=True)
class Miscount:
    """SMS of a gateway's month: as we count those whose number it told, and as it bills them."""

    gateway: str
    month: date
    ours: int
    theirs: int


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
    _keep(bills, now)
    return kept


def recount(attempt: Attempt, segments: int, now: datetime) -> None:
    """A gateway says only after it took an SMS how many it was; the first word counts."""
    silent = Attempt.objects.filter(pk=attempt.pk, segments=None)
    if segments and silent.update(segments=segments):
        late = _new_bill(attempt)
        late.compare(attempt, segments)
        _keep({attempt.gateway: late}, now)


def miscounts() -> list[Miscount]:
    """The months in which a gateway billed more SMS than we counted, the newest first."""
    rows = GatewayMonth.objects.values("gateway", "month").annotate(
        ours=Sum("counted"), theirs=Sum("billed")
    )
    more = rows.filter(theirs__gt=F("ours")).order_by("-month", "gateway")
    return [Miscount(**row) for row in more[:MISCOUNTS]]


def _billed(attempt: Attempt, taken: Outcome | Answer, bills: dict[str, Bill]) -> dict[str, Any]:
    if not isinstance(taken, Accepted):
        return {}
    segments = taken.segments or attempt.message.segments
    each = price(attempt.gateway, attempt.message.phone)
    cost = taken.cost if taken.cost is not None else each and each * segments
    if cost is not None or taken.segments:
        one = bills.setdefault(attempt.gateway, _new_bill(attempt))
        if cost is not None:
            one.messages += 1
            one.segments += segments
            one.cost += cost
        if taken.segments:
            one.compare(attempt, taken.segments)
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


def _new_bill(attempt: Attempt) -> Bill:
    return Bill(part=attempt.pk % PARTS)


def _keep(bills: Mapping[str, Bill], now: datetime) -> None:
    for gateway, one in sorted(bills.items()):
        _add(gateway, one, now)
        if one.messages:
            _watch_budget(gateway, now)
        if one.example:
            _watch_count(gateway, one.example, now)


def _add(gateway: str, one: Bill, now: datetime) -> None:
    """Workers seldom meet in one part, so none waits for another's commit."""
    row = {"gateway": gateway, "month": month_of(now), "part": one.part}
    GatewayMonth.objects.bulk_create([GatewayMonth(**row)], ignore_conflicts=True)
    GatewayMonth.objects.filter(**row).update(
        messages=F("messages") + one.messages,
        segments=F("segments") + one.segments,
        cost=F("cost") + one.cost,
        counted=F("counted") + one.counted,
        billed=F("billed") + one.billed,
    )


def _watch_count(gateway: str, example: tuple[int, str, int], now: datetime) -> None:
    """Another alphabet, a letter of theirs, a line added: an alarm once a month and gateway."""
    GatewayStatus.objects.get_or_create(name=gateway)
    status = GatewayStatus.objects.filter(name=gateway).exclude(miscounted_in=month_of(now))
    if status.update(miscounted_in=month_of(now)):
        logger.error("Gateway %s bills %d SMS for a %s that we count as %d", gateway, *example)


def _watch_budget(gateway: str, now: datetime) -> None:
    """The alarm: once a month and gateway."""
    if gateway not in over_budget(now):
        return
    GatewayStatus.objects.get_or_create(name=gateway)
    status = GatewayStatus.objects.filter(name=gateway).exclude(over_budget_in=month_of(now))
    if status.update(over_budget_in=month_of(now)):
        logger.error("The month's budget of gateway %s is used up: it gets codes only", gateway)
