"""Paying out a grant, part by part, each by somebody else than who approved it."""

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.actions.state import place
from reintegration.models import BusinessPlan, Grant, JourneyEvent, Tranche
from reintegration.permissions import can_decide_plan, can_pay_out, can_work_case
from reintegration.states import TRANCHE_MOVES, JourneyKind, PlanState, TrancheState

# Beyond it the last follow-up would be past too, and a day is more likely mistyped than true.
LONGEST_AGO = dt.timedelta(days=366)


@transaction.atomic
def mark_tranche_due(tranche: Tranche, *, by: User) -> Tranche:
    """Confirm that the condition is met."""
    if not can_work_case(by, tranche.grant.plan.returnee):
        raise NotAllowed()
    move(tranche, TrancheState.DUE, moves=TRANCHE_MOVES)
    audit("reintegration.tranche.due", by=by, subject=tranche)
    return tranche


@transaction.atomic
def release_tranche(tranche: Tranche, *, by: User) -> Tranche:
    """Pay out one part, in their order. With the first the person has started in business."""
    grant = Grant.objects.select_for_update(of=("self",)).get(pk=tranche.grant_id)
    returnee = grant.plan.returnee
    if not can_pay_out(by, returnee, approved_by_id=grant.approved_by_id):
        raise NotAllowed(_("Somebody else than who approved the grant pays it out."))
    waiting = (TrancheState.PLANNED, TrancheState.DUE)
    if grant.tranches.filter(number__lt=tranche.number, state__in=waiting).exists():
        raise Conflict(_("An earlier part has not been paid out yet."))
    today = timezone.localdate()
    move(tranche, TrancheState.RELEASED, moves=TRANCHE_MOVES, released_by=by, released_on=today)
    audit("reintegration.tranche.released", by=by, subject=tranche, amount=str(tranche.amount))
    record_event(
        JourneyKind.GRANT_RELEASED,
        returnee=returnee,
        by=by,
        source=tranche,
        plan=str(grant.plan.public_id),
        tranche=str(tranche.public_id),
        amount=str(tranche.amount),
        currency=grant.currency,
    )
    _started(grant.plan, by=by, on=today)
    return tranche


@transaction.atomic
def cancel_tranche(tranche: Tranche, *, by: User) -> Tranche:
    """Keep back a part that was not paid out yet."""
    if not can_decide_plan(by, tranche.grant.plan.returnee):
        raise NotAllowed()
    move(tranche, TrancheState.CANCELLED, moves=TRANCHE_MOVES)
    audit("reintegration.tranche.cancelled", by=by, subject=tranche)
    return tranche


@transaction.atomic
def record_business_start(plan: BusinessPlan, *, by: User, on: dt.date) -> JourneyEvent:
    """Write that the business runs since `on`, whether or not money was paid. Once per plan."""
    if not can_work_case(by, plan.returnee):
        raise NotAllowed()
    if plan.state != PlanState.APPROVED:
        raise Conflict(_("Only an approved plan can be started."))
    today = timezone.localdate()
    if on > today:
        raise Invalid(fields={"on": _("This day is still to come.")})
    if on < today - LONGEST_AGO:
        raise Invalid(fields={"on": _("This is more than a year ago. Check the day.")})
    return _started(plan, by=by, on=on)


def _started(plan: BusinessPlan, *, by: User, on: dt.date) -> JourneyEvent:
    event = record_event(
        JourneyKind.STARTED_BUSINESS,
        returnee=plan.returnee,
        by=by,
        on=on,
        source=plan,
        plan=str(plan.public_id),
    )
    place(plan.returnee, by=by)
    schedule(event)
    return event
