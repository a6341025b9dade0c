"""The addresses that gateways call, each with a secret of that gateway in it.

    /callbacks/<gateway>/<secret>/reports/      what became of an SMS
    /callbacks/<gateway>/<secret>/inbound/      what a person answered

Most gateways sign nothing: whoever knows the address is believed as far as `caps.signed` says.
"""

import hmac
from typing import Literal
from urllib.parse import quote, urlencode, urlsplit

from backend.notifications.gateways.base import BadCallback
from backend.notifications.links import absolute

What = Literal["reports", "inbound"]

SHORTEST_SECRET = 24


def address(gateway: str, secret: str, what: What, **query: str) -> str:
    """The full address; `query` comes back with each call."""
    path = f"/callbacks/{gateway}/{quote(secret, safe='')}/{what}/"
    return absolute(f"{path}?{urlencode(query)}" if query else path)


def refuse_strangers(gateway: str, secret: str, what: What, url: str) -> None:
    """Raises BadCallback unless `url` is an address that `address` made."""
    expected = urlsplit(address(gateway, secret, what)).path
    # No secret, no callbacks: an empty one would be guessed first.
    if len(secret) < SHORTEST_SECRET or not same(urlsplit(url).path, expected):
        raise BadCallback("wrong_address")


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in constant time."""
    return hmac.compare_digest(one.encode(), other.encode())
