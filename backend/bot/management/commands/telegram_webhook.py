"""manage.py telegram_webhook: tell Telegram where to call, and the commands in every language."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from backend.notifications.gateways.http import Lost, NotSent
from backend.notifications.gateways.telegram import Telegram, is_set_up
from backend.notifications.links import absolute

HEARD = ["message", "callback_query", "my_chat_member"]
CONNECTIONS = 4


class Command(BaseCommand):
    help = __doc__

    def handle(self, *args: Any, **options: Any) -> None:
        if not is_set_up():
            raise CommandError("TELEGRAM_TOKEN, TELEGRAM_BOT or TELEGRAM_WEBHOOK_SECRET is not set")
        address = absolute(reverse("bot:updates"))
        self._call(
            "setWebhook",
            url=address,
            secret_token=Telegram().setting("webhook_secret"),
            allowed_updates=HEARD,
            max_connections=CONNECTIONS,
        )
        for language, _name in settings.LANGUAGES:
            self._call("setMyCommands", commands=_commands(language), language_code=language)
        self._call("setMyCommands", commands=_commands("ru"))
        self.stdout.write(f"Telegram calls {address}")

    def _call(self, method: str, **values: Any) -> None:
        try:
            status = Telegram().ask(method, **values).status
        except (NotSent, Lost) as error:
            raise CommandError(f"{method}: {error}") from None
        if status != 200:
            raise CommandError(f"{method}: Telegram answered {status}")


def _commands(language: str) -> list[dict[str, str]]:
    """What the menu of the chat shows; nothing that tells a stranger what the service is about."""
    with override(language):
        words = {
            "jobs": _("Jobs for you"),
            "courses": _("Courses"),
            "questions": _("How is it going?"),
            "help": _("Help"),
            "language": _("Language"),
            "stop": _("No more messages"),
            "delete": _("Delete my data"),
        }
    return [{"command": name, "description": text} for name, text in words.items()]
