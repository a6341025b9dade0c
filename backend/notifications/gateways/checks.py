"""System checks before a deployment: accounts at gateways, and where their passwords go."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from backend.notifications.gateways import routing
from backend.notifications.gateways.adapter import HttpGateway
from backend.notifications.gateways.callbacks import SHORTEST_SECRET
from backend.notifications.gateways.http import is_safe
from backend.notifications.gateways.providers import PROVIDERS


@checks.register(deploy=True)
def check_accounts(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Every gateway that serves a prefix has its account, over https, with a long secret."""
    named = {name for names in routing.table().values() for name in names}
    return [
        checks.Error(f"Gateway {one.name}: {wrong}.", hint="See docs/gateways.md.", id=number)
        for one in PROVIDERS
        if one.name in named
        for number, wrong in _what_is_wrong(one)
    ]


def _what_is_wrong(one: HttpGateway) -> list[tuple[str, str]]:
    """Of one gateway: the number of the check and what is wrong, without any value."""
    found = [("notifications.E002", f"{_variable(one, key)} is not set") for key in one.missing()]
    if one.setting("url") and not is_safe(one.setting("url")):
        found.append(("notifications.E003", f"{_variable(one, 'url')} is not an https address"))
    if 0 < len(one.setting("callback_secret")) < SHORTEST_SECRET:
        secret = _variable(one, "callback_secret")
        found.append(
            ("notifications.E004", f"{secret} is shorter than {SHORTEST_SECRET} characters")
        )
    return found


def _variable(one: HttpGateway, key: str) -> str:
    return f"{one.name}_{key}".upper()
