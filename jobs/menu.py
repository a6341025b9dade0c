"""The job side's entries in the menus of the three areas."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from backend.accounts.states import STAFF
from backend.web.navigation import Area, Link


def _is_staff(user: Any) -> bool:
    return user.role in STAFF


MENU: dict[Area, tuple[Link, ...]] = {
    "returnee": (
        Link(_("Jobs"), "jobs:matches", "work", 20),
        Link(_("My applications"), "jobs:applications", "document", 25),
    ),
    "employer": (
        Link(_("Vacancies"), "jobs:employer_home", "work", 10),
        Link(_("Write a vacancy"), "jobs:employer_vacancy_new", "document", 20),
        Link(_("My firm"), "jobs:employer_firm", "building", 30),
    ),
    "staff": (
        Link(_("Vacancies"), "jobs:staff_vacancies", "work", 40, _is_staff),
        Link(_("Firms"), "jobs:staff_employers", "building", 50, _is_staff),
        Link(_("Matching"), "jobs:matching_runs", "search", 60, _is_staff),
        Link(_("Courses and jobs"), "jobs:course_reach", "book", 65, _is_staff),
    ),
}
