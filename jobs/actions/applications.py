"""A returnee asks for a vacancy; the employer answers. Hiring is in hiring.py.

The vacancy's row is the lock: whoever adds an applicant or decides about the last place
holds it first, so nobody is left waiting at a vacancy that was filled in the same moment.
"""

import datetime as dt
from typing import Any

from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from jobs.actions.refusals import refuse_one
from jobs.actions.telling import tell
from jobs.errors import ConsentNeeded, VacancyClosed
from jobs.models import Application, Match, Vacancy
from jobs.permissions import can_answer, can_apply_for
from jobs.states import APPLICATION_MOVES, ApplicationState, MatchState, RefusalReason
from jobs.vacancy_querysets import CLOSED_FILES
from reintegration.actions.journey import record_event
from reintegration.models import JourneyEvent, Returnee
from reintegration.states import ConsentPurpose, JourneyKind


@transaction.atomic
def apply(vacancy: Vacancy, *, by: User, returnee: Returnee, note: str = "") -> Application:
    """Ask for the vacancy. Asking again returns the application that stands.

    Raises ConsentNeeded while the person has not agreed that employers see them.
    """
    if not can_apply_for(by, returnee):
        raise NotAllowed()
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    returnee = Returnee.objects.select_for_update(no_key=True).get(pk=returnee.pk)
    earlier = vacancy.applications.filter(returnee=returnee)
    if standing := earlier.exclude(state=ApplicationState.WITHDRAWN).first():
        return _still_standing(standing)
    if not Vacancy.objects.open().filter(pk=vacancy.pk).exists():
        raise VacancyClosed()
    _check_open(returnee)
    if not _agrees(returnee):
        raise ConsentNeeded()
    application = Application.objects.create(vacancy=vacancy, returnee=returnee, note=note)
    Match.objects.filter(vacancy=vacancy, returnee=returnee).update(state=MatchState.APPLIED)
    audit("jobs.application.sent", by=by, subject=application)
    remember(JourneyKind.APPLIED, application, by=by, source=application)
    return application


@transaction.atomic
def mark_seen(application: Application, *, by: User) -> Application:
    """The employer has read it. Anybody else's reading, and a second one, change nothing."""
    if not can_answer(by, application):
        raise NotAllowed()
    if by.role == Role.EMPLOYER and application.state == ApplicationState.SENT:
        move(application, ApplicationState.SEEN, moves=APPLICATION_MOVES)
        audit("jobs.application.seen", by=by, subject=application)
    return application


@transaction.atomic
def invite(
    application: Application, *, by: User, interview_at: dt.datetime, interview_place: str
) -> Application:
    """Ask the person to come and talk: when and where."""
    _may_answer(application, by)
    application.returnee = held_applicant(application)
    if interview_at <= timezone.now():
        raise Invalid(fields={"interview_at": _("This moment is over. Choose a later one.")})
    move(
        application,
        ApplicationState.INVITED,
        moves=APPLICATION_MOVES,
        answered_at=timezone.now(),
        interview_at=interview_at,
        interview_place=interview_place,
    )
    audit("jobs.application.invited", by=by, subject=application)
    remember(
        JourneyKind.INVITED,
        application,
        by=by,
        source=application,
        planned=interview_at.isoformat(),
    )
    tell(application, "jobs.invited")
    return application


@transaction.atomic
def refuse(application: Application, *, by: User, reason: RefusalReason) -> Application:
    """Say no, with a coded reason, and tell the person there is an answer."""
    _may_answer(application, by)
    refuse_one(application, by=by, reason=reason)
    return application


@transaction.atomic
def withdraw(application: Application, *, by: User) -> Application:
    """The person changes their mind; the employer sees nothing of them any more."""
    if not can_apply_for(by, application.returnee):
        raise NotAllowed()
    move(application, ApplicationState.WITHDRAWN, moves=APPLICATION_MOVES)
    audit("jobs.application.withdrawn", by=by, subject=application)
    return application


def held_applicant(application: Application) -> Returnee:
    """The applicant, held, who still takes part and still lets this employer see them.

    Raises Conflict: whoever has taken their agreement back is neither invited nor hired.
    """
    returnee = Returnee.objects.select_for_update(no_key=True).get(pk=application.returnee_id)
    _check_open(returnee)
    if not _agrees(returnee):
        raise Conflict(_("This person no longer agrees that employers see them."))
    return returnee


def remember(
    kind: JourneyKind, application: Application, *, by: User, source: Model, **detail: Any
) -> JourneyEvent:
    """Write what happened into the person's journey, with the ids of vacancy and employer."""
    vacancy = application.vacancy
    return record_event(
        kind,
        returnee=application.returnee,
        by=by,
        source=source,
        vacancy=str(vacancy.public_id),
        employer=str(vacancy.employer.public_id),
        **detail,
    )


def _may_answer(application: Application, by: User) -> None:
    if not can_answer(by, application):
        raise NotAllowed()


def _check_open(returnee: Returnee) -> None:
    if returnee.state in CLOSED_FILES:
        raise Conflict(_("This file is closed."))


def _still_standing(application: Application) -> Application:
    if application.state == ApplicationState.REFUSED:
        raise Conflict(_("The employer has answered this application already."))
    return application


def _agrees(returnee: Returnee) -> bool:
    asked = Returnee.objects.filter(pk=returnee.pk)
    return bool(asked.consenting_to(ConsentPurpose.EMPLOYERS).exists())
