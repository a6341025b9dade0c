"""Counting what courses would unlock, by the fast engine and some thousand people at a time.

A count is a row of its own that knows how far it has come. Each share of people is written with
it in one transaction, so a count that is killed goes on with the next share, and no task is long.
"""

import datetime as dt
import logging
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from django.db import transaction
from django.utils import timezone

from jobs import locks, snapshots, warm
from jobs.actions.unlock_rows import Rows, replace
from jobs.actions.unlock_totals import Totals
from jobs.matching.arrays import Ints, People
from jobs.matching.board import Board, board_of
from jobs.matching.learning import asked_for, gains_of
from jobs.matching.unlocking import Taught
from jobs.matching.unlocking_many import Unlocks, unlocks_of
from jobs.matching.weights import WEIGHTS
from jobs.models import CourseReach, CourseUnlock, MatchRun, UnlockCount, Vacancy
from jobs.snapshots import Snapshot
from jobs.snapshots.copying import among, columns
from jobs.snapshots.feed import changed_since
from jobs.states import RunState, RunTrigger
from jobs.unlock_querysets import TAKEN
from reintegration.models import Returnee
from training.models import Course, Enrolment
from training.teaching import taught_by

SHARE = 5_000
# A share that has failed or killed its worker so often is passed over.
TRIES = 5

logger = logging.getLogger(__name__)


def count_due() -> int:
    """Count all that is due in this process; return how many courses that were."""
    counted = 0
    while count := count_share():
        counted += len(count.courses) if count.finished_at else 0
    return counted


def count_share() -> UnlockCount | None:
    """Count the courses that are due for one more share of people.

    None if none are due, or if another caller is counting: there is nothing more to do.
    """
    with locks.alone("count unlocks") as mine:
        count = (UnlockCount.objects.under_way() or _begun()) if mine else None
        if count:
            _count_share(count)
        elif mine:
            _forget_others()
    return count


def count_for(returnee: Returnee) -> None:
    """Count for one person whose profile has changed; regions wait for the night."""
    with locks.in_turn(f"unlocks of {returnee.pk}") as mine:
        if not mine:
            return
        courses = taught_of(Course.objects.with_free_seats())
        ids = [one.course for one in courses]
        with warm.facts() as kept:
            found = _found(kept.facts, kept.person(returnee.pk), kept.board(), courses)
            rows = Rows.joined([one for one, _ in found])
        with transaction.atomic():
            replace([returnee.pk], ids, rows)
            CourseUnlock.objects.filter(returnee=returnee).exclude(course__in=ids).delete()


def taught_of(courses: Iterable[Course]) -> list[Taught]:
    """What these courses teach; those that name nothing are left out."""
    known = taught_by([course.pk for course in courses])
    return [Taught(pk, one.skills, one.licences, one.languages) for pk, one in known.items() if one]


def _begun() -> UnlockCount | None:
    """A new count of what is due, if anything is."""
    courses = _due()
    if not courses:
        return None
    return UnlockCount.objects.create(
        courses=courses,
        vacancies=list(Vacancy.objects.open().order_by("pk").values_list("pk", flat=True)),
        people=Returnee.objects.to_be_matched().count(),
    )


def _due() -> list[int]:
    """Offered courses that have changed, or have not been counted since the last night."""
    nights = MatchRun.objects.filter(trigger=RunTrigger.NIGHTLY, state=RunState.DONE)
    night = nights.order_by("-pk").values_list("finished_at", flat=True).first()
    totals = CourseReach.objects.in_all().values_list("course_id", "counted_at")
    counted: dict[int, dt.datetime] = dict(totals)
    offered = Course.objects.with_free_seats().order_by("pk").values_list("pk", "updated_at")
    return [
        pk
        for pk, updated in offered
        if pk not in counted or counted[pk] < max(filter(None, (night, updated)))
    ]


def _count_share(count: UnlockCount) -> None:
    waiting = Returnee.objects.to_be_matched().filter(pk__gt=count.reached).order_by("pk")
    ids = list(waiting.values_list("pk", flat=True)[:SHARE])
    totals = Totals(count.vacancies, count.totals)
    found = _counted(count, ids, totals) if ids and _begin_to_try(count) else None
    with transaction.atomic():
        if found:
            write_fresh(found[0], count.courses, found[1])
        if ids:
            count.reached, count.done, count.tries = ids[-1], count.done + len(ids), 0
        if len(ids) < SHARE:
            _finish(count, totals)
        count.save()
    logger.info("Unlocks, count %s: %s of %s people", count.pk, count.done, count.people)


def _begin_to_try(count: UnlockCount) -> bool:
    """Committed before the share is counted: one that kills its worker has been tried too.

    False if it has had its tries: its people keep what was known of them, and the others are
    counted all the same.
    """
    count.tries += 1
    count.save(update_fields=["tries"])
    if count.tries > TRIES:
        logger.error("Unlocks, count %s: passes over a share after %s", count.pk, count.reached)
    return count.tries <= TRIES


def _counted(count: UnlockCount, ids: Sequence[int], totals: Totals) -> tuple[Snapshot, Rows]:
    """What the courses would unlock for these people, added to the totals; and what it rests on."""
    facts = snapshots.load(ids)
    courses = taught_of(Course.objects.with_free_seats().filter(pk__in=count.courses))
    regions, parts = _regions(facts.people.id), []
    board = board_of(facts.openings, facts.vocabulary, facts.places, WEIGHTS)
    for rows, found in _found(facts, facts.people, board, courses):
        parts.append(rows)
        totals.add(found, regions, facts.openings)
    count.totals = totals.kept()
    return facts, Rows.joined(parts)


def _found(
    facts: Snapshot, people: People, board: Board, courses: Sequence[Taught]
) -> Iterator[tuple[Rows, Unlocks]]:
    """What each person would have of the courses that they neither attend nor have passed."""
    asked, busy = asked_for(facts.openings, facts.vocabulary), _taken(people.id)
    wanted = [
        (gains_of(one, asked, facts.vocabulary), ~np.isin(people.id, busy.get(one.course, ())))
        for one in courses
    ]
    for found in unlocks_of(board, facts.openings, people, facts.places, wanted):
        ids = people.id[found.rows]
        yield Rows(ids, np.full(len(ids), found.course), found.vacancies, found.eligible), found


def _taken(people: Ints) -> dict[int, list[int]]:
    """By course, who of these people waits, sits or has passed."""
    seats = Enrolment.objects.filter(returnee__in=among(people.tolist()), state__in=TAKEN)
    found: dict[int, list[int]] = {}
    for person, course in seats.values_list("returnee_id", "cohort__course_id"):
        found.setdefault(course, []).append(person)
    return found


def _regions(ids: Ints) -> Ints:
    """Where people are at home: the region of the town, or the region that is all we know."""
    homes = Returnee.objects.filter(pk__in=among(ids.tolist()))
    found = columns(homes.values_list("pk", "home_place_id", "home_place__parent_id"))
    pk, place, region = (column[np.argsort(found[0])] for column in found)
    return np.where(region < 0, place, region)[np.searchsorted(pk, ids)]


def write_fresh(facts: Snapshot, courses: Sequence[int], rows: Rows) -> None:
    """Whoever has changed since is left to the count of their own, which knows better."""
    changed = list(changed_since(facts.version).people)
    ids = facts.people.id
    kept = ~np.isin(rows.returnee, changed)
    replace(ids[~np.isin(ids, changed)].tolist(), courses, rows.only(kept))


def _finish(count: UnlockCount, totals: Totals) -> None:
    """Regions are told; whoever looks for work no more is forgotten."""
    count.finished_at, count.totals = timezone.now(), []
    mine = Course.objects.filter(pk__in=count.courses)
    gone = CourseUnlock.objects.filter(course__in=mine)
    gone.exclude(returnee__in=Returnee.objects.to_be_matched()).delete()
    CourseReach.objects.filter(course__in=mine).delete()
    still = mine.values_list("pk", flat=True)
    CourseReach.objects.bulk_create(
        CourseReach(course_id=course, region_id=region, counted_at=count.created_at, **counts)
        for course, region, counts in totals.rows(still)
    )
    UnlockCount.objects.finished().exclude(pk=count.pk).delete()


def _forget_others() -> None:
    """Counts of courses that nobody can join any more."""
    offered = Course.objects.with_free_seats()
    for model in (CourseUnlock, CourseReach):
        model.objects.exclude(course__in=offered).delete()
