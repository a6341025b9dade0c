"""System checks over this app's settings."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.conf import settings
from django.core import checks

from backend.notifications.gateways import routing


@checks.register
def check_routes(
    app_configs: Sequence[AppConfig] | None, **kwargs: Any
) -> list[checks.CheckMessage]:
    """Every gateway named in SMS_ROUTES exists."""
    known = routing.known()
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
