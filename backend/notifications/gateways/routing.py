"""Which gateways serve a number: data in settings, by the longest matching prefix.

    SMS_ROUTES = {"+996": ["nikita", "smsc"], "+998": "eskiz"}    "" stands for every other number

The first of a list is used; the next ones only after proof that it did not take the message, or
while it may take none. A number without a route gets nothing: the table is also the list of
countries we write to.
"""

from django.conf import settings

from backend.notifications.gateways.base import Gateway, Replying
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


def table() -> dict[str, tuple[str, ...]]:
    """SMS_ROUTES, each prefix with the names of its gateways, in order."""
    routes = settings.SMS_ROUTES.items()
    return {to: (names,) if isinstance(names, str) else tuple(names) for to, names in routes}


def route(phone: str) -> tuple[str, ...]:
    """The names of the gateways for an E.164 number, in order; empty for one that gets nothing."""
    routes = table()
    return routes.get(max(filter(phone.startswith, routes), key=len, default="none"), ())


def hears(phone: str) -> bool:
    """Whether an answer by SMS to any gateway of this number reaches us (SMS_REPLIES)."""
    names = route(phone)
    return bool(names) and all(
        name in settings.SMS_REPLIES and isinstance(_gateways.get(name), Replying) for name in names
    )


add(Sandbox())
