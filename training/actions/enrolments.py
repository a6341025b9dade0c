"""From application to completion, without ever giving away a seat twice.

The cohort's row is the lock: whoever changes how many seats are taken holds it first, so
fifty people who press the button at once are served one after another.
"""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, NotAllowed
from backend.lib.transitions import move
from backend.notifications import outbox
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.actions.skills import record_course_gains
from reintegration.models import JourneyEvent, Returnee
from reintegration.states import JourneyKind, ReturneeState
from training.models import Cohort, Enrolment
from training.permissions import can_apply_for, can_decide_enrolment
from training.states import (
    ENROLMENT_MOVES,
    LIVE,
    SEATED,
    SEATING,
    TAUGHT,
    CohortState,
    EnrolmentState,
)

CLOSED_FILES = frozenset({ReturneeState.LEFT, ReturneeState.MERGED})


@transaction.atomic
def apply_for_cohort(cohort: Cohort, *, by: User, returnee: Returnee) -> Enrolment:
    """Ask for a seat. Asking again returns the application that stands."""
    if not can_apply_for(by, returnee):
        raise NotAllowed()
    cohort = _locked(cohort)
    if standing := cohort.enrolments.filter(returnee=returnee, state__in=LIVE).first():
        return standing
    if cohort.state != CohortState.OPEN:
        raise Conflict(_("This course does not take applications now."))
    returnee = Returnee.objects.select_for_update(no_key=True).get(pk=returnee.pk)
    if returnee.state in CLOSED_FILES:
        raise Conflict(_("This file is closed."))
    enrolment = Enrolment.objects.create(cohort=cohort, returnee=returnee)
    audit("training.enrolment.applied", by=by, subject=enrolment)
    return enrolment


@transaction.atomic
def enrol(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Give a seat, or a place on the waiting list when none is free."""
    _may_decide(enrolment, by)
    cohort = _locked(enrolment.cohort)
    if cohort.state not in SEATING:
        raise Conflict(_("This course is not open."))
    if enrolment.returnee.state in CLOSED_FILES:
        raise Conflict(_("This file is closed."))
    if cohort.enrolments.seated().count() >= cohort.capacity:
        return _wait(enrolment, by)
    return _seat(enrolment, by=by)


@transaction.atomic
def refuse(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Say no to an application, with the reason."""
    _may_decide(enrolment, by)
    move(enrolment, EnrolmentState.REFUSED, moves=ENROLMENT_MOVES, reason=reason)
    audit("training.enrolment.refused", by=by, subject=enrolment)
    return enrolment


@transaction.atomic
def withdraw(enrolment: Enrolment, *, by: User) -> Enrolment:
    """The person changes their mind; a seat held goes to the next in line."""
    if not can_apply_for(by, enrolment.returnee):
        raise NotAllowed()
    cohort = _locked(enrolment.cohort)
    had_seat = move(enrolment, EnrolmentState.WITHDRAWN, moves=ENROLMENT_MOVES) in SEATED
    audit("training.enrolment.withdrawn", by=by, subject=enrolment)
    if had_seat:
        _remember(JourneyKind.DROPPED, enrolment, by)
    seat_waiting(cohort)
    return enrolment


@transaction.atomic
def complete(enrolment: Enrolment, *, by: User) -> Enrolment:
    """Record that the course was completed: its skills join the profile, questions follow."""
    _may_decide(enrolment, by)
    _check_taught(enrolment)
    today = timezone.localdate()
    move(enrolment, EnrolmentState.COMPLETED, moves=ENROLMENT_MOVES, closed_on=today)
    audit("training.enrolment.completed", by=by, subject=enrolment)
    course = enrolment.cohort.course
    record_course_gains(
        enrolment.returnee,
        skills=course.skills.all(),
        licences=course.licences.all(),
        languages=dict(course.taught_languages.values_list("language_id", "level")),
    )
    schedule(_remember(JourneyKind.COMPLETED, enrolment, by))
    return enrolment


@transaction.atomic
def drop(enrolment: Enrolment, *, by: User, reason: str) -> Enrolment:
    """Record that a person left early, and why. The seat stays used: the class has begun."""
    _may_decide(enrolment, by)
    _check_taught(enrolment)
    today = timezone.localdate()
    move(enrolment, EnrolmentState.DROPPED, moves=ENROLMENT_MOVES, closed_on=today, reason=reason)
    audit("training.enrolment.dropped", by=by, subject=enrolment)
    _remember(JourneyKind.DROPPED, enrolment, by)
    return enrolment


@transaction.atomic
def seat_waiting(cohort: Cohort) -> None:
    """Give free seats to those who have waited longest. The caller holds the cohort's lock."""
    if cohort.state not in SEATING:
        return
    free = cohort.capacity - cohort.enrolments.seated().count()
    waiting = cohort.enrolments.filter(state=EnrolmentState.WAITLISTED)
    waiting = waiting.exclude(returnee__state__in=CLOSED_FILES).order_by("applied_at", "pk")
    for following in waiting[: max(free, 0)]:
        _seat(following, by=None)


@transaction.atomic
def close_all(cohort: Cohort, *, by: User) -> None:
    """A cancelled cohort: everybody who waits or sits is released and told."""
    for enrolment in cohort.enrolments.filter(state__in=LIVE).select_related("returnee"):
        had_seat = move(enrolment, EnrolmentState.CANCELLED, moves=ENROLMENT_MOVES) in SEATED
        if had_seat:
            _remember(JourneyKind.DROPPED, enrolment, by)
        _tell(enrolment, "training.cancelled")


def _locked(cohort: Cohort) -> Cohort:
    return Cohort.objects.select_for_update().get(pk=cohort.pk)


def _may_decide(enrolment: Enrolment, by: User) -> None:
    if not can_decide_enrolment(by, enrolment):
        raise NotAllowed()


def _seat(enrolment: Enrolment, *, by: User | None) -> Enrolment:
    """Give a seat that is known to be free, and tell the person."""
    move(enrolment, EnrolmentState.ENROLLED, moves=ENROLMENT_MOVES, enrolled_at=timezone.now())
    audit("training.enrolment.enrolled", by=by, subject=enrolment)
    _remember(JourneyKind.ENROLLED, enrolment, by)
    _tell(enrolment, "training.seat_given")
    return enrolment


def _wait(enrolment: Enrolment, by: User) -> Enrolment:
    if enrolment.state != EnrolmentState.WAITLISTED:
        move(enrolment, EnrolmentState.WAITLISTED, moves=ENROLMENT_MOVES)
        audit("training.enrolment.waitlisted", by=by, subject=enrolment)
    return enrolment


def _check_taught(enrolment: Enrolment) -> None:
    if enrolment.cohort.state not in TAUGHT:
        raise Conflict(_("This course has not begun."))


def _remember(kind: JourneyKind, enrolment: Enrolment, by: User | None) -> JourneyEvent:
    cohort = enrolment.cohort
    return record_event(
        kind,
        returnee=enrolment.returnee,
        by=by,
        source=enrolment,
        course=str(cohort.course.public_id),
        cohort=str(cohort.public_id),
    )


def _tell(enrolment: Enrolment, kind: str) -> None:
    returnee = enrolment.returnee
    if returnee.phone:
        outbox.send(
            kind,
            phone=returnee.phone,
            language=returnee.language,
            context={
                "course": enrolment.cohort.course.title,
                "starts_on": enrolment.cohort.starts_on,
            },
            dedupe_key=f"{kind}:{enrolment.public_id}",
            recipient=returnee.user,
            person=returnee.public_id,
        )
