"""A business plan, from the first words to the decision."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any, TypedDict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from reintegration.actions.currencies import expect_currency
from reintegration.models import BusinessPlan, Grant, Returnee, Tranche
from reintegration.permissions import can_decide_plan, can_edit_file, works_with_file
from reintegration.states import PLAN_MOVES, PlanState, ReturneeState

CENT = Decimal("0.01")


class Part(TypedDict):
    """One tranche as it is promised."""

    amount: Decimal
    condition: str


@transaction.atomic
def write_plan(returnee: Returnee, *, by: User, **fields: Any) -> BusinessPlan:
    """Begin a plan; `fields` are its own columns."""
    if not can_edit_file(by, returnee):
        raise NotAllowed()
    if returnee.state in (ReturneeState.LEFT, ReturneeState.MERGED):
        raise Conflict(_("This file is closed."))
    fields.setdefault("currency", fields["place"].country.currency)
    plan = BusinessPlan(returnee=returnee, **fields)
    _check_amounts(plan)
    plan.save()
    audit("reintegration.plan.written", by=by, subject=plan)
    return plan


@transaction.atomic
def change_plan(plan: BusinessPlan, *, by: User, **fields: Any) -> BusinessPlan:
    """Go on writing; a plan that was not approved becomes a draft again."""
    if not can_edit_file(by, plan.returnee):
        raise NotAllowed()
    _hold(plan)
    if plan.state == PlanState.REJECTED:
        move(plan, PlanState.DRAFT, moves=PLAN_MOVES)
    if plan.state != PlanState.DRAFT:
        raise Conflict(_("This plan is with the programme and cannot be changed now."))
    for name, value in fields.items():
        setattr(plan, name, value)
    _check_amounts(plan)
    plan.save(update_fields=[*fields, "updated_at"])
    audit("reintegration.plan.changed", by=by, subject=plan, fields=sorted(fields))
    return plan


@transaction.atomic
def submit_plan(plan: BusinessPlan, *, by: User) -> BusinessPlan:
    """Hand the plan in."""
    if not can_edit_file(by, plan.returnee):
        raise NotAllowed()
    _hold(plan)
    if not plan.description.strip():
        raise Invalid(fields={"description": _("Say who will buy, and why from you.")})
    move(plan, PlanState.SUBMITTED, moves=PLAN_MOVES, submitted_at=timezone.now())
    audit("reintegration.plan.submitted", by=by, subject=plan)
    return plan


@transaction.atomic
def return_plan(plan: BusinessPlan, *, by: User, reason: str) -> BusinessPlan:
    """Give the plan back, saying what to change."""
    if not works_with_file(by, plan.returnee):
        raise NotAllowed()
    _expect_submitted(plan)
    move(plan, PlanState.DRAFT, moves=PLAN_MOVES, decision_reason=reason)
    audit("reintegration.plan.returned", by=by, subject=plan)
    return plan


@transaction.atomic
def approve_plan(
    plan: BusinessPlan, *, by: User, amount: Decimal, tranches: Sequence[Part]
) -> Grant:
    """Promise `amount` (exact, in the plan's currency), paid in `tranches` that add up to it."""
    _may_decide(plan, by)
    _hold(plan)
    if wrong := _wrong_promise(plan, amount, tranches):
        raise Invalid(fields=wrong)
    move(plan, PlanState.APPROVED, moves=PLAN_MOVES, decided_by=by, decided_at=timezone.now())
    grant = Grant.objects.create(plan=plan, amount=amount, currency=plan.currency, approved_by=by)
    Tranche.objects.bulk_create(
        Tranche(grant=grant, number=number, amount=part["amount"], condition=part["condition"])
        for number, part in enumerate(tranches, start=1)
    )
    audit("reintegration.plan.approved", by=by, subject=plan, amount=str(amount))
    return grant


@transaction.atomic
def reject_plan(plan: BusinessPlan, *, by: User, reason: str) -> BusinessPlan:
    """Say no, with the reason."""
    _may_decide(plan, by)
    move(
        plan,
        PlanState.REJECTED,
        moves=PLAN_MOVES,
        decided_by=by,
        decided_at=timezone.now(),
        decision_reason=reason,
    )
    audit("reintegration.plan.rejected", by=by, subject=plan)
    return plan


def _hold(plan: BusinessPlan) -> None:
    """Read the plan again and lock it: what the caller read may be old by now."""
    plan.refresh_from_db(from_queryset=BusinessPlan.objects.select_for_update())


def _may_decide(plan: BusinessPlan, by: User) -> None:
    if not can_decide_plan(by, plan.returnee):
        raise NotAllowed()


def _expect_submitted(plan: BusinessPlan) -> None:
    if plan.state != PlanState.SUBMITTED:
        raise Conflict(_("Only a plan that was handed in can be given back."))


def _check_amounts(plan: BusinessPlan) -> None:
    if plan.start_cost <= 0:
        raise Invalid(fields={"start_cost": _("Say what it costs to start.")})
    expect_currency(plan.currency)
    if plan.own_share > plan.start_cost:
        raise Invalid(fields={"own_share": _("The own share cannot be more than the cost.")})


def _wrong_promise(plan: BusinessPlan, amount: Decimal, tranches: Sequence[Part]) -> dict[str, Any]:
    if amount <= 0 or amount != amount.quantize(CENT):
        return {"amount": _("Write an amount with at most two decimals.")}
    if amount > plan.start_cost - plan.own_share:
        return {"amount": _("This is more than the plan lacks.")}
    if not tranches or any(part["amount"] <= 0 for part in tranches):
        return {"tranches": _("Each part needs an amount.")}
    if sum(part["amount"] for part in tranches) != amount:
        return {"tranches": _("The parts do not add up to the amount.")}
    return {}
