from django.apps import AppConfig

from backend.audit import deeds
from training.deeds import SENTENCES


class TrainingConfig(AppConfig):
    name = "training"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        deeds.register("training", SENTENCES)
