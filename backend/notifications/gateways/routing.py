"""Which gateway serves a number: data in settings, by the longest matching prefix.

    SMS_ROUTES = {"+996": "nikita", "+998": "eskiz"}    "" stands for every other number

A number without a route gets nothing: the table is also the list of countries we write to.
"""

from django.conf import settings

from backend.notifications.gateways.base import Gateway
from backend.notifications.gateways.sandbox import Sandbox

_gateways: dict[str, Gateway] = {}


def add(gateway: Gateway) -> None:
    """Make a gateway known by its name; the last one of a name counts."""
    _gateways[gateway.name] = gateway


def known() -> frozenset[str]:
    """The names that SMS_ROUTES may use."""
    return frozenset(_gateways)


def gateway(name: str) -> Gateway:
    """Raises LookupError."""
    return _gateways[name]


def route(phone: str) -> Gateway | None:
    """The gateway for an E.164 number, or None."""
    prefixes = [prefix for prefix in settings.SMS_ROUTES if phone.startswith(prefix)]
    return gateway(settings.SMS_ROUTES[max(prefixes, key=len)]) if prefixes else None


add(Sandbox())
