"""A place is given, and a job ends.

Two employers' clerks who hire for the last place at once meet at the vacancy's lock: the
first gives the place, the second reads that it is taken.
"""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from jobs.actions.applications import held_applicant, remember
from jobs.actions.publication import fill
from jobs.actions.telling import tell
from jobs.errors import PlacesTaken
from jobs.models import Application, Placement, Vacancy
from jobs.permissions import can_answer, can_end_placement
from jobs.states import APPLICATION_MOVES, CAN_HIRE, ApplicationState, PlacementEnd, VacancyState
from reintegration.actions.follow_ups import schedule
from reintegration.actions.state import look_again, place
from reintegration.models import Returnee
from reintegration.states import JourneyKind

# A first day further away than this is a slip of the keyboard.
LATEST_START, EARLIEST_START = dt.timedelta(days=180), dt.timedelta(days=365)


@transaction.atomic
def hire(
    application: Application,
    *,
    by: User,
    started_on: dt.date,
    wage: int | None = None,
    wage_currency: str = "",
    has_contract: bool | None = None,
) -> Placement:
    """Give a place from `started_on` for `wage` a month.

    The last place fills the vacancy, and who still waits is told. Raises PlacesTaken.
    """
    if not can_answer(by, application):
        raise NotAllowed()
    _check_first_day(started_on)
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=application.vacancy_id)
    application.refresh_from_db(fields=["state", "refusal_reason", "answered_at", "interview_at"])
    application.returnee = held_applicant(application)
    left = _places_left(vacancy)
    move(
        application,
        ApplicationState.HIRED,
        moves=APPLICATION_MOVES,
        answered_at=timezone.now(),
    )
    placement = Placement.objects.create(
        application=application,
        started_on=started_on,
        wage=wage,
        wage_currency=wage_currency or (vacancy.wage_currency if wage else ""),
        has_contract=has_contract,
    )
    audit("jobs.application.hired", by=by, subject=application)
    _change_the_persons_story(placement, by)
    tell(application, "jobs.hired")
    if left == 1:
        fill(vacancy, by=by)
    return placement


@transaction.atomic
def end_placement(
    placement: Placement, *, by: User, ended_on: dt.date, reason: PlacementEnd
) -> Placement:
    """Record that the job ended, or never began; without another job the person looks again."""
    application = placement.application
    if not can_end_placement(by, application):
        raise NotAllowed()
    # Held before the job: of two jobs that end at once, the second sees the end of the first.
    returnee = Returnee.objects.select_for_update(no_key=True).get(pk=application.returnee_id)
    placement = Placement.objects.select_for_update(no_key=True).get(pk=placement.pk)
    _check_end(placement, ended_on, reason)
    placement.ended_on, placement.end_reason, placement.ended_by = ended_on, reason, by
    placement.save()
    audit("jobs.placement.ended", by=by, subject=placement, reason=reason)
    remember(
        JourneyKind.JOB_ENDED, application, by=by, source=placement, on=ended_on, reason=reason
    )
    if not Placement.objects.filter(application__returnee=returnee).going_on().exists():
        look_again(returnee, by=by)
    return placement


def _check_end(placement: Placement, day: dt.date, reason: str) -> None:
    if placement.ended_on is not None:
        raise Conflict(_("The end of this job is recorded already."))
    if day > timezone.localdate():
        raise Invalid(fields={"ended_on": _("This day is still to come.")})
    if day < placement.started_on and reason != PlacementEnd.DID_NOT_START:
        raise Invalid(fields={"ended_on": _("The last day is before the first.")})


def _check_first_day(day: dt.date) -> None:
    today = timezone.localdate()
    if not today - EARLIEST_START <= day <= today + LATEST_START:
        raise Invalid(fields={"started_on": _("Check the year of the first day.")})


def _places_left(vacancy: Vacancy) -> int:
    """At least one, read under the vacancy's lock."""
    if vacancy.state == VacancyState.FILLED:
        raise PlacesTaken()
    if vacancy.state not in CAN_HIRE:
        raise Conflict(_("This vacancy is over. Nobody can be hired from it."))
    hired = vacancy.applications.filter(state=ApplicationState.HIRED).count()
    if hired >= vacancy.openings:
        raise PlacesTaken()
    return vacancy.openings - hired


def _change_the_persons_story(placement: Placement, by: User) -> None:
    """In the journey, the file's state and the questions asked later."""
    application = placement.application
    _remember_interview(application, by)
    day = min(placement.started_on, timezone.localdate())
    hired = remember(JourneyKind.HIRED, application, by=by, source=placement, on=day)
    place(application.returnee, by=by)
    # Not from the handshake: a month after it the work may still be to begin.
    schedule(hired, since=placement.started_on)


def _remember_interview(application: Application, by: User) -> None:
    """Whoever is hired after the appointed time was there."""
    met_at = application.interview_at
    if met_at is not None and met_at <= timezone.now():
        day = timezone.localdate(met_at)
        remember(JourneyKind.INTERVIEWED, application, by=by, source=application, on=day)
