from django.apps import AppConfig

from backend.audit import deeds
from backend.web import navigation
from reintegration.deeds import SENTENCES
from reintegration.menu import MENU


class ReintegrationConfig(AppConfig):
    name = "reintegration"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Kinds of message and tables import models, which are ready only now.
        from backend.notifications import contact, endings, inbound  # noqa: PLC0415
        from reintegration import imports, notices  # noqa: F401, PLC0415
        from reintegration.actions.replies import understand  # noqa: PLC0415
        from reintegration.contact_hours import contact_hours  # noqa: PLC0415
        from reintegration.stop_links import last_line  # noqa: PLC0415

        contact.register(contact_hours)
        inbound.read_by(understand)
        endings.register(last_line)
        deeds.register("reintegration", SENTENCES)
        for area, links in MENU.items():
            navigation.register(area, *links)
