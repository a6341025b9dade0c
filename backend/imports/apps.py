from django.apps import AppConfig

from backend.audit import deeds
from backend.imports.deeds import SENTENCES
from backend.imports.menu import MENU
from backend.web import navigation


class ImportsConfig(AppConfig):
    name = "backend.imports"
    label = "imports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        deeds.register("imports", SENTENCES)
        navigation.register("staff", *MENU)
