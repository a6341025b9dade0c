"""What a course teaches: the one reader of it."""

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from backend.taxonomy.levels import Cefr
from training.models import Course, CourseLanguage


@dataclass(frozen=True, slots=True)
class Teaching:
    """Skills by id, licences by code, and languages by code with the CEFR rank (1 to 6)."""

    skills: frozenset[int] = frozenset()
    licences: frozenset[str] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.skills or self.licences or self.languages)


def taught_by(courses: Collection[int]) -> dict[int, Teaching]:
    """What each of these courses teaches, by its key, perhaps nothing. Three queries."""
    skills = _by_course(Course.skills.through.objects, courses, "skill_id")
    licences = _by_course(Course.licences.through.objects, courses, "licence_id")
    languages = _levels(courses)
    return {
        pk: Teaching(frozenset(skills[pk]), frozenset(licences[pk]), languages[pk])
        for pk in sorted(set(courses))
    }


def _by_course(links: Any, courses: Collection[int], column: str) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    for course, one in links.filter(course__in=courses).values_list("course_id", column):
        found[course].add(one)
    return found


def _levels(courses: Collection[int]) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = CourseLanguage.objects.filter(course__in=courses).order_by()
    for course, language, level in rows.values_list("course_id", "language_id", "level"):
        found[course][language] = Cefr(level).rank
    return found
