"""Which openings a course would unlock for a person, by matching the person again, plainly.

It is right by reading it, and the oracle that unlocking_many.py has to agree with.

An opening is unlocked if the person is refused it today and would be allowed it after the
course, or if it is not among their best today and would be after it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from jobs.matching.conditions import allows
from jobs.matching.engine import PER_PERSON, best_for_person
from jobs.matching.facts import Opening, Person


@dataclass(frozen=True, slots=True)
class Taught:
    """What a graduate of one course has: skills by id, licences by code, CEFR ranks by language."""

    course: int
    skills: frozenset[int] = frozenset()
    licences: frozenset[str] = frozenset()
    languages: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Standing:
    """The openings, by id, that a person may take, and the best of them."""

    allowed: frozenset[int]
    best: frozenset[int]


@dataclass(frozen=True, slots=True)
class Unlocked:
    """Openings, by id: those that become allowed, and those that enter the best."""

    eligible: frozenset[int]
    entering: frozenset[int]

    @property
    def openings(self) -> frozenset[int]:
        return self.eligible | self.entering


def learned(person: Person, taught: Taught) -> Person:
    """The person after the course; the same person if it teaches nothing they lack."""
    if teaches_nothing_new(person, taught):
        return person
    return replace(
        person,
        skills=person.skills | taught.skills,
        licences=person.licences | taught.licences,
        languages={
            code: max(person.languages.get(code, 0), taught.languages.get(code, 0))
            for code in sorted({*person.languages, *taught.languages})
        },
    )


def teaches_nothing_new(person: Person, taught: Taught) -> bool:
    spoken = all(person.languages.get(code, 0) >= n for code, n in taught.languages.items())
    return spoken and taught.skills <= person.skills and taught.licences <= person.licences


def stand(person: Person, openings: Sequence[Opening]) -> Standing:
    allowed = [opening for opening in openings if allows(person, opening)]
    best = best_for_person(person, allowed, PER_PERSON)
    return Standing(
        frozenset(opening.id for opening in allowed), frozenset(pair.opening for pair in best)
    )


def between(before: Standing, after: Standing) -> Unlocked:
    return Unlocked(after.allowed - before.allowed, after.best - before.best)


def unlocked(
    person: Person, courses: Sequence[Taught], openings: Sequence[Opening]
) -> dict[int, Unlocked]:
    """What each course would unlock, by course; courses that unlock nothing are left out."""
    useful = [one for one in courses if not teaches_nothing_new(person, one)]
    if not useful:
        return {}
    before = stand(person, openings)
    found = {one.course: between(before, stand(learned(person, one), openings)) for one in useful}
    return {course: one for course, one in found.items() if one.openings}
