"""Saying no, to one applicant or to all who still wait. Everybody gets an answer."""

from django.utils import timezone

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.transitions import move
from jobs.actions.telling import tell
from jobs.models import Application, Vacancy
from jobs.states import APPLICATION_MOVES, ApplicationState, RefusalReason


def refuse_one(application: Application, *, by: User | None, reason: RefusalReason) -> None:
    """Refuse and tell. The caller has checked who may."""
    move(
        application,
        ApplicationState.REFUSED,
        moves=APPLICATION_MOVES,
        refusal_reason=reason,
        answered_at=timezone.now(),
    )
    audit("jobs.application.refused", by=by, subject=application, reason=reason)
    tell(application, "jobs.application_answered")


def refuse_standing(vacancy: Vacancy, *, by: User | None, reason: RefusalReason) -> None:
    """Refuse all who wait. The caller holds the vacancy's lock, so nobody joins meanwhile."""
    for application in vacancy.applications.standing().for_card():
        refuse_one(application, by=by, reason=reason)
