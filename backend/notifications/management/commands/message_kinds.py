"""Write docs/messages.md, the list of all kinds of message, from their declarations."""

from typing import Any

from django.core.management.base import BaseCommand

from backend.notifications import kinds, kinds_page


class Command(BaseCommand):
    help = "Write docs/messages.md from the declared kinds of message."

    def handle(self, *args: Any, **options: Any) -> None:
        kinds_page.PATH.write_text(kinds_page.page(kinds.all_kinds()), encoding="utf-8")
