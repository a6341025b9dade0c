from django.apps import AppConfig

from backend.web import navigation


class IndicatorsConfig(AppConfig):
    name = "backend.indicators"
    label = "indicators"

    def ready(self) -> None:
        # The menu asks who may see figures, so it imports models, which are ready only now.
        from backend.indicators.menu import MENU  # noqa: PLC0415

        navigation.register("staff", *MENU)
