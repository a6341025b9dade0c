from django.apps import AppConfig

from backend.audit import deeds
from jobs.deeds import SENTENCES


class JobsConfig(AppConfig):
    name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        deeds.register("jobs", SENTENCES)
