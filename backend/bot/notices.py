"""What the bot tells people by SMS, declared once: never in the chat that it is about."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from backend.notifications.kinds import Kind, register
from backend.notifications.short_links import sample
from backend.notifications.states import Lane

LINK_LIVES = timedelta(days=30)


def linked(context: Mapping[str, Any]) -> str:
    """No words of what comes there; the page says how to take it back."""
    return _("Homeward: your messages come by Telegram now. Was it not you? %(link)s") % context


LINKED = register(
    Kind(
        name="bot.linked",
        lane=Lane.NORMAL,
        text=linked,
        expires_after=timedelta(days=3),
        audience="a returnee whose page was used to connect a Telegram chat",
        segments=2,
        longest=lambda: {"link": sample()},
    )
)
