"""Queueing what an applicant is told."""

from django.urls import reverse

from backend.notifications import outbox
from backend.notifications.short_links import short
from jobs.models import Application
from jobs.notices import LINK_LIVES


def tell(application: Application, kind: str) -> None:
    """Queue a notice of `kind` once per application; nothing for a person without a phone."""
    returnee = application.returnee
    if returnee.phone:
        outbox.send(
            kind,
            phone=returnee.phone,
            language=returnee.language,
            context={"link": short(reverse("jobs:applications"), lives=LINK_LIVES)},
            dedupe_key=f"{kind}:{application.public_id}",
            recipient=returnee.user,
            person=returnee.public_id,
        )
