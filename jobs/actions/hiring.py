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
from jobs.actions.applications import remember
from jobs.actions.publication import fill
from jobs.actions.telling import tell
from jobs.errors import PlacesTaken
from jobs.models import Application, Placement, Vacancy
from jobs.permissions import can_answer, can_end_placement
from jobs.states import APPLICATION_MOVES, HIRING, ApplicationState, PlacementEnd, VacancyState
from reintegration.actions.follow_ups import schedule
from reintegration.actions.state import look_again, place
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
    vacancy = Vacancy.objects.select_for_update().get(pk=application.vacancy_id)
    application.refresh_from_db(fields=["state", "refusal_reason", "answered_at"])
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
    """Record that the job ended, when and why; the person looks again."""
    if not can_end_placement(by, placement.application):
        raise NotAllowed()
    placement = Placement.objects.select_for_update().get(pk=placement.pk)
    if placement.ended_on is not None:
        raise Conflict(_("The end of this job is recorded already."))
    if ended_on < placement.started_on:
        raise Invalid(fields={"ended_on": _("The last day is before the first.")})
    if ended_on > timezone.localdate():
        raise Invalid(fields={"ended_on": _("This day is still to come.")})
    placement.ended_on, placement.end_reason = ended_on, reason
    placement.save()
    audit("jobs.placement.ended", by=by, subject=placement, reason=reason)
    look_again(placement.application.returnee, by=by)
    return placement


def _check_first_day(day: dt.date) -> None:
    today = timezone.localdate()
    if not today - EARLIEST_START <= day <= today + LATEST_START:
        raise Invalid(fields={"started_on": _("Check the year of the first day.")})


def _places_left(vacancy: Vacancy) -> int:
    """At least one, read under the vacancy's lock."""
    if vacancy.state == VacancyState.FILLED:
        raise PlacesTaken()
    if vacancy.state not in HIRING:
        raise Conflict(_("This vacancy is over. Nobody can be hired from it."))
    hired = vacancy.applications.filter(state=ApplicationState.HIRED).count()
    if hired >= vacancy.openings:
        raise PlacesTaken()
    return vacancy.openings - hired


def _change_the_persons_story(placement: Placement, by: User) -> None:
    """In the journey, the file's state and the questions asked later."""
    returnee = placement.application.returnee
    day = min(placement.started_on, timezone.localdate())
    hired = remember(JourneyKind.HIRED, placement.application, by=by, source=placement, on=day)
    place(returnee, by=by)
    schedule(hired)
