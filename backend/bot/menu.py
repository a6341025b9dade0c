"""The bot's entry in the returnee's menu, where this deployment has a bot."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.notifications.gateways.telegram import is_set_up
from backend.web.navigation import Link


def _has_bot(user: Any) -> bool:
    return is_set_up()


MENU = (Link(_("Telegram"), "bot:telegram", "message", 55, _has_bot),)
