"""What the bot tells people by SMS, declared once: never in the chat that it is about."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from backend.notifications.kinds import Kind, register
from backend.notifications.links import absolute
from backend.notifications.states import Lane


def linked(context: Mapping[str, Any]) -> str:
    """No words of what comes there; the page says how to take it back."""
    page = absolute(reverse("bot:telegram"))
    return _("Homeward: your messages come by Telegram now. Was it not you? %(link)s") % {
        "link": page
    }


LINKED = register(
    Kind(
        name="bot.linked",
        lane=Lane.NORMAL,
        text=linked,
        expires_after=timedelta(days=3),
        audience="a returnee whose page was used to connect a Telegram chat",
        segments=2,
    )
)
