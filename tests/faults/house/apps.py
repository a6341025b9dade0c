import os

from django.apps import AppConfig


class HouseConfig(AppConfig):
    name = "tests.faults.house"
    label = "faults"

    def ready(self) -> None:
        from tests.faults.house import gateways  # noqa: F401, PLC0415  models are loaded

        if often := os.environ.get("FAULTS_SWEEP_SECONDS"):
            from backend.celery import app  # noqa: PLC0415

            app.conf.beat_schedule["notifications-sweep"]["schedule"] = float(often)
