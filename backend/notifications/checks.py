"""System checks over this app's settings."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from backend.notifications.gateways import routing
from backend.notifications.gateways.telegram import TELEGRAM


@checks.register
def check_routes(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Every gateway named in SMS_ROUTES exists, and writes to phones."""
    known = routing.known() - {TELEGRAM}  # people choose that one
    return [
        checks.Error(
            f"SMS_ROUTES sends {prefix or 'other'} numbers through {name!r}, "
            f"which is not one of: {', '.join(sorted(known))}.",
            id="notifications.E001",
        )
        for prefix, names in routing.table().items()
        for name in names
        if name not in known
    ]


@checks.register
def check_amounts(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Rates and amounts are of gateways that exist, and are numbers above zero."""
    tables = {
        "SMS_RATES": settings.SMS_RATES,
        "SMS_BUDGETS": settings.SMS_BUDGETS,
        "SMS_LOW_BALANCES": settings.SMS_LOW_BALANCES,
        **{f"SMS_PRICES of {name}": prices for name, prices in settings.SMS_PRICES.items()},
    }
    named = [
        *settings.SMS_RATES,
        *settings.SMS_BUDGETS,
        *settings.SMS_PRICES,
        *settings.SMS_LOW_BALANCES,
        *settings.SMS_REPLIES,
    ]
    wrong = [f"There is no gateway {name!r}." for name in set(named) - routing.known()]
    wrong += [
        f"{table}: {amount!r} of {key or 'other'!r} is not a number above zero."
        for table, amounts in tables.items()
        for key, amount in amounts.items()
        if not _is_amount(amount)
    ]
    return [checks.Error(text, id="notifications.E005") for text in sorted(wrong)]


def _is_amount(amount: object) -> bool:
    try:
        found = Decimal(str(amount))
    except InvalidOperation:
        return False
    return found.is_finite() and found > 0


@checks.register(deploy=True)
def check_messages_leave(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """In production the sandbox takes nothing: messages wait there until they expire."""
    idle = [to or "other" for to, names in routing.table().items() if set(names) <= {"sandbox"}]
    if settings.SANDBOX_PHONES or not idle:
        return []
    return [
        checks.Warning(
            f"SMS_ROUTES has no gateway for {', '.join(idle)} numbers: messages to them wait and "
            "expire, and who has such a number cannot sign in.",
            hint="Name a gateway for these numbers in SMS_ROUTES (docs/environment.md).",
            id="notifications.W001",
        )
    ]
