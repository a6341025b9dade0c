"""How much money is left at the gateways that are paid in advance."""

import logging
from datetime import timedelta
from decimal import Decimal

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Balance, Prepaid
from backend.notifications.models import GatewayStatus

EVERY = timedelta(hours=1)

logger = logging.getLogger(__name__)


def are_due() -> bool:
    """Whether an account in use has not been looked at for an hour."""
    names = _prepaid()
    fresh = Q(name__in=names, balance_at__gt=timezone.now() - EVERY)
    return GatewayStatus.objects.filter(fresh).count() < len(names)


def look() -> None:
    """Ask what is left, at most once an hour an account, also where it does not answer."""
    now = timezone.now()
    for name in sorted(_prepaid()):
        GatewayStatus.objects.get_or_create(name=name)
        due = Q(balance_at=None) | Q(balance_at__lte=now - EVERY)
        mine = GatewayStatus.objects.filter(due, name=name)
        if mine.update(balance_at=now) and (left := _left(name)):
            GatewayStatus.objects.filter(name=name).update(
                balance=left.amount, balance_currency=left.currency[:3]
            )
            _watch(name, left)


def is_low(name: str, amount: Decimal | None) -> bool:
    """Whether a balance is under the one that SMS_LOW_BALANCES names."""
    least = settings.SMS_LOW_BALANCES.get(name)
    return least is not None and amount is not None and amount < Decimal(least)


def _watch(name: str, left: Balance) -> None:
    """The alarm, once until the account is topped up."""
    status = GatewayStatus.objects.filter(name=name)
    if not is_low(name, left.amount):
        if status.filter(balance_low_at__isnull=False).update(balance_low_at=None):
            logger.info("Gateway %s has money again", name)
    elif status.filter(balance_low_at=None).update(balance_low_at=timezone.now()):
        logger.error("Gateway %s: %s %s are left, top it up", name, left.amount, left.currency)


def _prepaid() -> set[str]:
    used = {name for names in routing.table().values() for name in names} & routing.known()
    return {name for name in used if isinstance(routing.gateway(name), Prepaid)}


def _left(name: str) -> Balance | None:
    gateway = routing.gateway(name)
    try:
        return gateway.balance() if isinstance(gateway, Prepaid) else None
    except Exception:
        logger.exception("The balance of gateway %s could not be asked", name)
        return None
