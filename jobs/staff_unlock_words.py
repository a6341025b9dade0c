"""Sentences for staff on what a course would unlock."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from jobs.models import CourseReach, CourseUnlock


def for_all(row: CourseReach) -> str:
    """Two numbers in one sentence: each is said with a plural of its own."""
    people = ngettext("%(n)s person", "%(n)s people", row.people) % {"n": row.people}
    return _("Would unlock: %(vacancies)s, for %(people)s") % {
        "vacancies": _vacancies(row.vacancies),
        "people": people,
    }


def for_person(row: CourseUnlock) -> str:
    return f"{row.course.title}, {row.course.provider.name}: {_vacancies(row.vacancies)}"


def _vacancies(n: int) -> str:
    return ngettext("%(n)s vacancy", "%(n)s vacancies", n) % {"n": n}
