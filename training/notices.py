"""What training tells people, declared once."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from backend.notifications.encoding import fitted
from backend.notifications.kinds import ByChat, Kind, register
from backend.notifications.links import absolute
from backend.notifications.states import Lane
from backend.web.formats import day_and_month
from reintegration.consents import agreed_to
from reintegration.states import ConsentPurpose

# How many SMS a notice takes at most, whatever the course is called.
MOST = 2


def seat_given(context: Mapping[str, Any]) -> str:
    """`course` (title, cut to fit), `starts_on` (date)."""
    day, link = day_and_month(context["starts_on"]), absolute("/courses/")

    def write(course: str) -> str:
        return _("Homeward: you have a seat in “%(course)s”, from %(day)s: %(link)s") % {
            "course": course,
            "day": day,
            "link": link,
        }

    return fitted(context["course"], write, MOST)


def cancelled(context: Mapping[str, Any]) -> str:
    """`course` (title, cut to fit)."""

    def write(course: str) -> str:
        return _(
            "Homeward: the course “%(course)s” will not take place. Other courses: %(link)s"
        ) % {"course": course, "link": absolute("/courses/")}

    return fitted(context["course"], write, MOST)


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
            kept_back=agreed_to(ConsentPurpose.MESSAGES),
            segments=MOST,
            longest=lambda: {
                "course": "Сварка на автоматических и полуавтоматических машинах, второй уровень",
                "starts_on": date(2026, 9, 28),
            },
            by_chat=ByChat.OR_SMS,
        )
    )
