"""Counting what courses would unlock.

Every count is made anew and replaces the last one, so it may be repeated or broken off at any
point. People come in batches, so that a million of them need no more memory than some hundreds.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from django.db import transaction
from django.utils import timezone

from jobs import locks, snapshot
from jobs.actions.unlock_totals import Totals
from jobs.matching.facts import Opening, Person
from jobs.matching.unlocking import Finder, Taught, Unlocked, stand, unlocked
from jobs.models import CourseReach, CourseUnlock, MatchRun, Vacancy
from jobs.states import RunState, RunTrigger
from jobs.unlock_querysets import TAKEN
from reintegration.models import Returnee
from training.models import Course, Enrolment
from training.teaching import taught_by

AT_ONCE = 500
FACTS = ("vacancies", "eligible", "counted_at", "updated_at")


def count_due(find: Finder = stand) -> int:
    """Count the courses whose counts are missing or older than the last night or the course.

    Return how many were counted; none if another caller is counting.
    """
    with locks.alone("count unlocks") as mine:
        courses = _due() if mine else []
        if courses:
            _count(courses, find)
        if mine:
            _forget_others()
    return len(courses)


def count_for(returnee: Returnee, find: Finder = stand) -> None:
    """Count for one person whose profile has changed; regions wait for the night."""
    with locks.in_turn(f"unlocks of {returnee.pk}") as mine:
        if not mine:
            return
        started = timezone.now()
        courses = taught_of(Course.objects.with_free_seats())
        chosen = Returnee.objects.to_be_matched().filter(pk=returnee.pk)
        openings = snapshot.openings(Vacancy.objects.open()) if chosen.exists() else []
        for person, found in _found(snapshot.people(chosen), courses, openings, find):
            _write(person.id, found, started)
        CourseUnlock.objects.filter(returnee=returnee, counted_at__lt=started).delete()


def taught_of(courses: Iterable[Course]) -> list[Taught]:
    """What these courses teach; those that name nothing are left out."""
    known = taught_by([course.pk for course in courses])
    return [Taught(pk, one.skills, one.licences, one.languages) for pk, one in known.items() if one]


def _due() -> list[Course]:
    """Offered courses that have changed, or have not been counted since the last night."""
    nights = MatchRun.objects.filter(trigger=RunTrigger.NIGHTLY, state=RunState.DONE)
    night = nights.order_by("-pk").values_list("finished_at", flat=True).first()
    totals = CourseReach.objects.in_all().values_list("course_id", "counted_at")
    counted: dict[int, dt.datetime] = dict(totals)
    return [
        course
        for course in Course.objects.with_free_seats().order_by("pk")
        if course.pk not in counted
        or counted[course.pk] < max(filter(None, (night, course.updated_at)))
    ]


def _count(courses: Sequence[Course], find: Finder) -> None:
    started = timezone.now()
    taught = taught_of(courses)
    openings = snapshot.openings(Vacancy.objects.open())
    totals = Totals(opening.id for opening in openings)
    for people in _batches() if taught else ():
        regions = _regions([person.id for person in people])
        for person, found in _found(people, taught, openings, find):
            _write(person.id, found, started)
            totals.add(regions[person.id], found)
    with transaction.atomic():
        ids = [course.pk for course in courses]
        CourseUnlock.objects.filter(course__in=ids, counted_at__lt=started).delete()
        CourseReach.objects.filter(course__in=ids).delete()
        CourseReach.objects.bulk_create(
            CourseReach(course_id=course, region_id=region, counted_at=started, **counts)
            for course, region, counts in totals.rows(ids)
        )


def _batches() -> Iterator[list[Person]]:
    """Everybody to be matched, some hundreds at a time."""
    ids = Returnee.objects.to_be_matched().order_by("pk").values_list("pk", flat=True)
    waiting = ids.iterator(chunk_size=AT_ONCE)
    while some := list(islice(waiting, AT_ONCE)):
        yield snapshot.people(Returnee.objects.to_be_matched().filter(pk__in=some))


def _found(
    people: Sequence[Person], courses: Sequence[Taught], openings: Sequence[Opening], find: Finder
) -> Iterator[tuple[Person, dict[int, Unlocked]]]:
    """What each person would have of the courses that they neither attend nor have passed."""
    seats = Enrolment.objects.filter(returnee__in=[one.id for one in people], state__in=TAKEN)
    taken = set(seats.values_list("returnee_id", "cohort__course_id"))
    for person in people:
        new = [course for course in courses if (person.id, course.course) not in taken]
        if found := unlocked(person, new, openings, find):
            yield person, found


def _regions(ids: Sequence[int]) -> dict[int, int]:
    """Where people are at home: the region of the town, or the region that is all we know."""
    rows = Returnee.objects.filter(pk__in=ids)
    homes = rows.values_list("pk", "home_place_id", "home_place__parent_id")
    return {pk: region or place for pk, place, region in homes}


def _write(returnee_id: int, found: dict[int, Unlocked], now: dt.datetime) -> None:
    CourseUnlock.objects.bulk_create(
        [
            CourseUnlock(
                returnee_id=returnee_id,
                course_id=course,
                vacancies=len(one.openings),
                eligible=len(one.eligible),
                counted_at=now,
            )
            for course, one in found.items()
        ],
        update_conflicts=True,
        unique_fields=["returnee", "course"],
        update_fields=FACTS,
    )


def _forget_others() -> None:
    """Counts of courses that nobody can join any more."""
    offered = Course.objects.with_free_seats()
    for model in (CourseUnlock, CourseReach):
        model.objects.exclude(course__in=offered).delete()
