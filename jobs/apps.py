from django.apps import AppConfig

from backend.audit import deeds
from backend.web import navigation, notes
from jobs.deeds import SENTENCES
from jobs.menu import MENU


class JobsConfig(AppConfig):
    name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import jobs.imports  # noqa: PLC0415  (reads models: not before Django is set up)
        import jobs.notices  # noqa: PLC0415  (the same)
        import jobs.receivers  # noqa: F401, PLC0415  (the same)
        from jobs import unlock_notes  # noqa: PLC0415  (the same)

        notes.register("course", unlock_notes.of_courses)
        notes.register("returnee", unlock_notes.of_returnees)
        deeds.register("jobs", SENTENCES)
        for area, links in MENU.items():
            navigation.register(area, *links)
