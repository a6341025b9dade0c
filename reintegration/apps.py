from django.apps import AppConfig

from backend.audit import deeds
from reintegration.deeds import SENTENCES


class ReintegrationConfig(AppConfig):
    name = "reintegration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        deeds.register("reintegration", SENTENCES)
