"""What training tells people, declared once."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.utils.translation import gettext as _

from backend.notifications.kinds import Kind, register
from backend.notifications.links import absolute
from backend.notifications.states import Lane
from backend.web.formats import day_and_month
from reintegration.consents import agreed_to
from reintegration.states import ConsentPurpose


def seat_given(context: Mapping[str, Any]) -> str:
    """`course` (title), `starts_on` (date)."""
    return _("Homeward: you have a seat in “%(course)s”, from %(day)s: %(link)s") % {
        "course": context["course"],
        "day": day_and_month(context["starts_on"]),
        "link": absolute("/courses/"),
    }


def cancelled(context: Mapping[str, Any]) -> str:
    """`course` (title)."""
    return _("Homeward: the course “%(course)s” will not take place. Other courses: %(link)s") % {
        "course": context["course"],
        "link": absolute("/courses/"),
    }


for name, text, audience in (
    ("training.seat_given", seat_given, "the returnee who got a seat"),
    ("training.cancelled", cancelled, "everybody who asked for a seat in a cancelled cohort"),
):
    register(
        Kind(
            name=name,
            lane=Lane.NORMAL,
            text=text,
            expires_after=timedelta(days=3),
            audience=audience,
            purpose=ConsentPurpose.MESSAGES,
            may_send=agreed_to(ConsentPurpose.MESSAGES),
        )
    )
