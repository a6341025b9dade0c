"""What pages of other apps say of jobs that a course unlocks. Registered in apps.py."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.urls import reverse
from django.utils.translation import ngettext

from backend.accounts.states import STAFF, Role
from backend.web.formats import number
from backend.web.notes import Note
from jobs.models import CourseReach, CourseUnlock
from jobs.staff_unlock_words import for_all, for_person

MOST = 5


def of_courses(user: Any, keys: Collection[int]) -> dict[int, list[Note]]:
    """A returnee reads what a course would do for them, staff what it would do for all."""
    if user.role == Role.RETURNEE:
        own = CourseUnlock.objects.visible_to(user).standing().filter(course__in=keys)
        return {row.course_id: [Note(for_you(row.vacancies))] for row in own}
    if user.role not in STAFF:
        return {}
    rows = CourseReach.objects.visible_to(user).in_all().of_somebody().filter(course__in=keys)
    return {
        row.course_id: [Note(for_all(row), _page_of(row))] for row in rows.select_related("course")
    }


def of_returnees(user: Any, keys: Collection[int]) -> dict[int, list[Note]]:
    """The courses that would help a person most."""
    seen = CourseUnlock.objects.visible_to(user).standing().filter(returnee__in=keys)
    found: dict[int, list[Note]] = defaultdict(list)
    for row in seen.select_related("course__provider").best_of_each(MOST):
        found[row.returnee_id].append(Note(for_person(row)))
    return found


def for_you(vacancies: int) -> str:
    sentence = ngettext("Opens %(n)s more job for you", "Opens %(n)s more jobs for you", vacancies)
    return sentence % {"n": number(vacancies)}


def _page_of(row: CourseReach) -> str:
    return f"{reverse('jobs:course_reach')}?course={row.course.public_id}"
