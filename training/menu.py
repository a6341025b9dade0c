"""Training's entries in the menus."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.accounts.states import STAFF, Role
from backend.web.navigation import Area, Link


def _is_staff(user: Any) -> bool:
    return user.role in STAFF


def _is_trainer(user: Any) -> bool:
    return bool(user.role == Role.TRAINER)


MENU: dict[Area, tuple[Link, ...]] = {
    "returnee": (Link(_("Courses"), "training:courses", "book", 30),),
    "staff": (
        Link(_("My cohorts"), "training:trainer_home", "book", 10, _is_trainer),
        Link(_("Course applications"), "training:staff_enrolments", "book", 30, _is_staff),
    ),
}
