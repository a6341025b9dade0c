"""Sentences for staff on what a course would unlock."""

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from backend.lib.small_groups import SMALLEST_SHOWN
from backend.web.formats import number
from jobs.models import CourseReach, CourseUnlock


def for_all(row: CourseReach) -> str:
    """Two numbers in one sentence: each is said with a plural of its own."""
    return _("Would unlock: %(vacancies)s, for %(people)s") % {
        "vacancies": _vacancies(row.vacancies),
        "people": _people(row.people),
    }


def for_course(row: CourseReach) -> str:
    """What one course would do, for all or for one region; empty where it would give few away."""
    if row.region is None:
        return for_all(row)
    if row.people is None:
        return ""
    return _("Would unlock: %(vacancies)s, for %(people)s in %(region)s") % {
        "vacancies": _vacancies(row.vacancies),
        "people": _people(row.people),
        "region": row.region.label(get_language() or "en"),
    }


def _people(n: int | None) -> str:
    """The number of all people is hidden for one reason only: it is small."""
    if n is None:
        n = SMALLEST_SHOWN
        return ngettext("fewer than %(n)s person", "fewer than %(n)s people", n) % {"n": n}
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": number(n)}


def for_person(row: CourseUnlock) -> str:
    return f"{row.course.title}, {row.course.provider.name}: {_vacancies(row.vacancies)}"


def _vacancies(n: int) -> str:
    return ngettext("%(n)s vacancy", "%(n)s vacancies", n) % {"n": number(n)}
