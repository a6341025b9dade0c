"""The course that teaches what a person lacks for a job: near enough, with a free seat."""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jobs import snapshot
from jobs.matching.conditions import Condition, is_in_reach
from jobs.matching.distance import distance
from jobs.matching.facts import Opening, Person, Spot
from jobs.matching.reasons import Gap, Reason
from training.models import Cohort
from training.teaching import Teaching, taught_by

FAR = 1 << 30  # km; a distance that is not known comes last


@dataclass(frozen=True, slots=True)
class Lesson:
    """A cohort that can still be joined, where it is, and what it teaches."""

    cohort: Cohort
    spot: Spot
    teaching: Teaching

    def is_in_reach(self, person: Person) -> bool:
        """As a job at this place would be."""
        there = Opening(id=0, isco="", country=self.spot.country, spot=self.spot)
        return not is_in_reach(person, there)


@dataclass(frozen=True, slots=True)
class Wish:
    """What would have to be learned for one pair: any of the skills, or the licence, or the level.

    `languages` are CEFR ranks by code.
    """

    person: Person
    skills: frozenset[int] = frozenset()
    licences: frozenset[str] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)

    def best_of(self, lessons: Iterable[Lesson]) -> Lesson | None:
        """The one that teaches most of it; then the nearest, the soonest, the lower key."""
        fitting = [one for one in lessons if self._taught(one) and one.is_in_reach(self.person)]
        return min(fitting, key=self._rank, default=None)

    def _taught(self, lesson: Lesson) -> int:
        given = lesson.teaching
        spoken = [code for code in self.languages if self._reaches(given, code)]
        return len(self.skills & given.skills) + len(self.licences & given.licences) + len(spoken)

    def _reaches(self, given: Teaching, code: str) -> bool:
        return given.languages.get(code, 0) >= self.languages[code]

    def _rank(self, lesson: Lesson) -> tuple[int, int, dt.date, int]:
        km = distance(self.person.spot, lesson.spot)
        far = FAR if km is None else km
        return (-self._taught(lesson), far, lesson.cohort.starts_on, lesson.cohort.pk)


def wish_of(person: Person, change: Reason | None, gaps: Iterable[Reason]) -> Wish | None:
    """What a course would have to teach to bring the change about; None where none could."""
    if change is None:
        return None
    if change.code == Condition.LICENCE:
        return Wish(person, licences=frozenset([change.detail["licence"]]))
    if change.code == Condition.LANGUAGE:
        return Wish(person, languages={change.detail["language"]: change.detail["needed"]})
    if change.code in (Gap.SKILLS, Gap.WISHED):
        [gap] = [gap for gap in gaps if gap.code == change.code]
        return Wish(person, skills=frozenset(gap.detail["skills"]))
    return None


def brought_by(lesson: Lesson, change: Reason, gaps: Iterable[Reason]) -> Reason:
    """The change that the course brings: all the missing skills that it teaches."""
    if change.code in (Condition.LICENCE, Condition.LANGUAGE):
        return change
    [gap] = [gap for gap in gaps if gap.code == change.code]
    missing = gap.detail["skills"]
    taught = [skill for skill in missing if skill in lesson.teaching.skills]
    return Reason(change.code, {"skills": taught}, gap.points * len(taught) // len(missing))


def lessons_for(wishes: Iterable[Wish]) -> list[Lesson]:
    """All cohorts that could fulfil one of the wishes. Five queries; none without wishes."""
    asked = list(wishes)
    if not asked:
        return []
    found = Cohort.objects.to_join().teaching(
        skills={skill for wish in asked for skill in wish.skills},
        licences={licence for wish in asked for licence in wish.licences},
        languages={language for wish in asked for language in wish.languages},
    )
    cohorts = list(found.select_related("course", "place"))
    taught = taught_by([cohort.course_id for cohort in cohorts])
    spots = snapshot.spots_of(cohort.place_id for cohort in cohorts)
    return [Lesson(cohort, spots[cohort.place_id], taught[cohort.course_id]) for cohort in cohorts]
