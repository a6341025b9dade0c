from importlib import import_module

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from backend.audit import deeds
from backend.notifications import alarms
from backend.notifications.deeds import SENTENCES
from backend.notifications.menu import MENU
from backend.web import navigation


class NotificationsConfig(AppConfig):
    name = "backend.notifications"
    label = "notifications"
    verbose_name = _("Messages")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import_module(f"{self.name}.checks")
        import_module(f"{self.name}.gateways.checks")
        # The outbox wakes a task by name; where tasks run at once (tests) it must be known.
        import_module(f"{self.name}.tasks")
        deeds.register(self.label, SENTENCES)
        navigation.register("staff", *MENU)
        alarms.register(import_module(f"{self.name}.gateway_alarms").tell)
        # Every app's kinds of message, as the admin finds every app's admin.py.
        autodiscover_modules("notices")
