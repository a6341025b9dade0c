from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from backend.audit import deeds
from backend.web import navigation
from backend.web.navigation import Link
from jobs.deeds import SENTENCES


class JobsConfig(AppConfig):
    name = "jobs"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        import jobs.notices  # noqa: PLC0415  (reads models: not before Django is set up)
        import jobs.receivers  # noqa: F401, PLC0415  (the same)

        deeds.register("jobs", SENTENCES)
        navigation.register("returnee", Link(_("Jobs"), "jobs:matches", "work", 20))
        navigation.register("staff", Link(_("Matching"), "jobs:matching_runs", "search", 60))
