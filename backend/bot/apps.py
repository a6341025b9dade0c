from importlib import import_module

from django.apps import AppConfig

from backend.audit import deeds
from backend.bot.deeds import SENTENCES
from backend.bot.menu import MENU
from backend.web import navigation


class BotConfig(AppConfig):
    name = "backend.bot"
    label = "bot"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # The registry of chats imports models, which are ready only now.
        from backend.bot.links import Links  # noqa: PLC0415
        from backend.notifications import chats  # noqa: PLC0415

        # The webhook wakes a task by name; where tasks run at once (tests) it must be known.
        import_module(f"{self.name}.tasks")
        import_module(f"{self.name}.checks")
        chats.register(Links())
        deeds.register(self.label, SENTENCES)
        navigation.register("returnee", *MENU)
