"""System checks before a deployment: a bot is set up wholly, or not at all."""

import re
from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.core import checks

from backend.notifications.gateways.callbacks import SHORTEST_SECRET
from backend.notifications.gateways.http import is_safe
from backend.notifications.gateways.telegram import Telegram

# What Telegram takes as a secret, and no shorter than ours may be.
SECRET = re.compile(rf"[A-Za-z0-9_-]{{{SHORTEST_SECRET},256}}")
HINT = "See docs/telegram.md."


@checks.register(deploy=True)
def check_bot(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[checks.CheckMessage]:
    """Names what is wrong, never a value."""
    bot = Telegram()
    if not bot.setting("token"):
        return []
    wrong = [f"TELEGRAM_{name.upper()} is not set" for name in bot.missing()]
    secret = bot.setting("webhook_secret")
    if secret and not SECRET.fullmatch(secret):
        wrong.append(f"TELEGRAM_WEBHOOK_SECRET is not {SHORTEST_SECRET} to 256 of A-Z a-z 0-9 _ -")
    if not is_safe(bot.setting("url")):
        wrong.append("TELEGRAM_URL is not an https address")
    return [checks.Error(f"{one}.", hint=HINT, id="bot.E001") for one in wrong]
