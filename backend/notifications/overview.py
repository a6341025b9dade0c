"""Gateways as staff see them: what they serve, how they do, what they cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Sum

from backend.notifications.accounts import is_low
from backend.notifications.costs import month_of, over_budget, price
from backend.notifications.encoding import Encoding, encoding, for_sms, segments
from backend.notifications.gateways import routing
from backend.notifications.gateways.telegram import TELEGRAM, is_set_up
from backend.notifications.models import GatewayMonth, GatewayStatus


@dataclass(frozen=True, slots=True)
class GatewayRow:
    """One gateway that some number is routed to, or that money was spent on this month."""

    name: str
    prefixes: tuple[str, ...]
    rate: float | None
    status: GatewayStatus
    rests: bool
    is_over_budget: bool
    is_low: bool
    budget: Decimal | None
    messages: int
    segments: int
    cost: Decimal


@dataclass(frozen=True, slots=True)
class RoutePrice:
    """What a text costs through the first gateway of one route; None where no price is known."""

    prefix: str
    gateway: str
    each: Decimal | None
    all: Decimal | None


@dataclass(frozen=True, slots=True)
class Preview:
    """A text as it would be sent."""

    text: str
    encoding: Encoding
    segments: int
    prices: list[RoutePrice]


def gateways(now: datetime) -> list[GatewayRow]:
    """By name. Three queries."""
    statuses = {status.name: status for status in GatewayStatus.objects.all()}
    months = GatewayMonth.objects.filter(month=month_of(now)).values("gateway")
    sums = {
        row["gateway"]: row
        for row in months.annotate(m=Sum("messages"), s=Sum("segments"), c=Sum("cost"))
    }
    names = {name for names in routing.table().values() for name in names} | sums.keys()
    names |= {TELEGRAM} if is_set_up() else set()
    too_dear = over_budget(now)
    return [
        _row(
            statuses.get(name) or GatewayStatus(name=name),
            sums.get(name, {"m": 0, "s": 0, "c": Decimal(0)}),
            is_over_budget=name in too_dear,
            now=now,
        )
        for name in sorted(names)
    ]


def _row(
    status: GatewayStatus, sums: Mapping[str, Any], *, is_over_budget: bool, now: datetime
) -> GatewayRow:
    name = status.name
    return GatewayRow(
        name=name,
        prefixes=tuple(to for to, serving in routing.table().items() if name in serving),
        rate=settings.SMS_RATES.get(name),
        status=status,
        rests=bool(status.paused_until and status.paused_until > now),
        is_over_budget=is_over_budget,
        is_low=is_low(name, status.balance),
        budget=_money(settings.SMS_BUDGETS.get(name)),
        messages=sums["m"],
        segments=sums["s"],
        cost=sums["c"],
    )


def preview(text: str, language: str, people: int) -> Preview:
    """How a text would be sent in `language`, and what it costs for so many people."""
    sent = for_sms(text, language)
    sms = segments(sent)
    prices = []
    for prefix, names in routing.table().items():
        one = price(names[0], prefix) if names else None
        each = None if one is None else one * sms
        total = None if each is None else each * people
        prices.append(RoutePrice(prefix, names[0] if names else "", each, total))
    return Preview(sent, encoding(sent), sms, prices)


def _money(amount: str | None) -> Decimal | None:
    return None if amount is None else Decimal(amount)
