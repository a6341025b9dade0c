from django.apps import AppConfig

from backend.audit import deeds
from backend.web import navigation
from training.deeds import SENTENCES
from training.menu import MENU


class TrainingConfig(AppConfig):
    name = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        deeds.register("training", SENTENCES)
        for area, links in MENU.items():
            navigation.register(area, *links)
