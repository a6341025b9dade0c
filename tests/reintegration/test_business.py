"""A plan is decided by one person and paid out by another, to the last cent."""

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.taxonomy.models import Place
from reintegration.actions import business, grants
from reintegration.models import BusinessPlan, Grant, Returnee, Tranche
from reintegration.states import JourneyKind, PlanState, ReturneeState, TrancheState
from tests.reintegration.words import own

HALVES = [
    {"amount": Decimal("60000.01"), "condition": "The workshop is rented"},
    {"amount": Decimal("29999.99"), "condition": "The first orders are delivered"},
]


@pytest.fixture
def plan(anara: Returnee, bishkek: Place) -> BusinessPlan:
    return business.write_plan(
        anara,
        by=own(anara),
        title="Sewing workshop",
        description="School uniforms for two schools",
        place=bishkek,
        start_cost=Decimal("150000.00"),
        own_share=Decimal("60000.00"),
    )


@pytest.fixture
def submitted(plan: BusinessPlan) -> BusinessPlan:
    return business.submit_plan(plan, by=own(plan.returnee))


def approve(
    plan: BusinessPlan, by: User, parts: list[Any] = HALVES, amount: str = "90000"
) -> Grant:
    return business.approve_plan(plan, by=by, amount=Decimal(amount), tranches=parts)


@pytest.fixture
def grant(submitted: BusinessPlan, supervisor: User) -> Grant:
    return approve(submitted, supervisor)


@pytest.fixture
def first(grant: Grant, officer: User) -> Tranche:
    return grants.mark_tranche_due(grant.tranches.get(number=1), by=officer)


def test_money_is_that_of_the_place(plan: BusinessPlan) -> None:
    assert (plan.state, plan.currency) == (PlanState.DRAFT, "KGS")


def test_the_own_share_is_at_most_the_cost(plan: BusinessPlan) -> None:
    with pytest.raises(Invalid) as refusal:
        business.change_plan(plan, by=own(plan.returnee), own_share=Decimal("150000.01"))
    assert list(refusal.value.fields) == ["own_share"]


def test_a_plan_without_its_buyers_is_not_handed_in(plan: BusinessPlan) -> None:
    business.change_plan(plan, by=own(plan.returnee), description=" ")
    with pytest.raises(Invalid):
        business.submit_plan(plan, by=own(plan.returnee))


def test_a_plan_handed_in_is_not_changed_until_it_comes_back(
    submitted: BusinessPlan, officer: User
) -> None:
    person = own(submitted.returnee)
    with pytest.raises(Conflict):
        business.change_plan(submitted, by=person, title="Bakery")
    business.return_plan(submitted, by=officer, reason="Say where you buy cloth")
    assert business.change_plan(submitted, by=person, title="Bakery").state == PlanState.DRAFT
    with pytest.raises(Conflict):
        business.return_plan(submitted, by=officer, reason="again")


def test_only_those_who_answer_for_the_money_decide(
    submitted: BusinessPlan, officer: User, protection_officer: User
) -> None:
    for user in (officer, protection_officer, own(submitted.returnee)):
        with pytest.raises(NotAllowed):
            approve(submitted, user)
        with pytest.raises(NotAllowed):
            business.reject_plan(submitted, by=user, reason="no")


@pytest.mark.parametrize(
    ("amount", "parts", "field"),
    [
        ("90000", [HALVES[0]], "tranches"),
        ("90000", [], "tranches"),
        ("60000.01", [HALVES[0], {"amount": Decimal(0), "condition": "x"}], "tranches"),
        ("90000.01", HALVES, "amount"),
        ("0", [], "amount"),
        ("0.001", [], "amount"),
    ],
)
def test_parts_add_up_to_what_the_plan_lacks_at_most(
    submitted: BusinessPlan, supervisor: User, amount: str, parts: list[Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        approve(submitted, supervisor, parts, amount)
    assert list(refusal.value.fields) == [field]
    assert not Grant.objects.exists()


def test_approving_promises_the_parts_in_order(grant: Grant) -> None:
    assert grant.plan.state == PlanState.APPROVED
    amounts = list(grant.tranches.values_list("number", "amount"))
    assert amounts == [(1, Decimal("60000.01")), (2, Decimal("29999.99"))]


def test_a_plan_is_decided_once(grant: Grant, supervisor: User) -> None:
    with pytest.raises(StateConflict):
        approve(grant.plan, supervisor)


def test_after_a_no_the_person_may_write_again(submitted: BusinessPlan, supervisor: User) -> None:
    business.reject_plan(submitted, by=supervisor, reason="Too many workshops there")
    business.change_plan(submitted, by=own(submitted.returnee), title="Bakery")
    assert business.submit_plan(submitted, by=own(submitted.returnee)).state == "submitted"


def test_nobody_pays_out_what_they_approved(first: Tranche, supervisor: User) -> None:
    with pytest.raises(NotAllowed):
        grants.release_tranche(first, by=supervisor)


def test_the_person_and_another_office_pay_out_nothing(first: Tranche, osh_officer: User) -> None:
    for user in (own(first.grant.plan.returnee), osh_officer):
        with pytest.raises(NotAllowed):
            grants.release_tranche(first, by=user)


def test_paying_the_first_part_starts_the_business(first: Tranche, officer: User) -> None:
    grants.release_tranche(first, by=officer)
    part = Tranche.objects.get(pk=first.pk)
    assert (part.state, part.released_by, part.released_on) == (
        TrancheState.RELEASED,
        officer,
        timezone.localdate(),
    )
    person = Returnee.objects.get(pk=first.grant.plan.returnee_id)
    assert person.state == ReturneeState.PLACED
    kinds = list(person.journey.values_list("kind", flat=True))
    assert kinds == [JourneyKind.GRANT_RELEASED, JourneyKind.STARTED_BUSINESS]
    assert [row.wave for row in person.follow_ups.order_by("wave")] == [1, 3, 6, 12]


def test_the_second_part_neither_comes_first_nor_starts_anything_again(
    grant: Grant, first: Tranche, officer: User
) -> None:
    second = grants.mark_tranche_due(grant.tranches.get(number=2), by=officer)
    with pytest.raises(Conflict):
        grants.release_tranche(second, by=officer)
    grants.release_tranche(first, by=officer)
    grants.release_tranche(second, by=officer)
    journey = grant.plan.returnee.journey
    assert journey.filter(kind=JourneyKind.STARTED_BUSINESS).count() == 1


def test_a_part_is_paid_once_and_only_when_due(grant: Grant, officer: User) -> None:
    part = grant.tranches.get(number=1)
    with pytest.raises(StateConflict):
        grants.release_tranche(part, by=officer)
    grants.mark_tranche_due(part, by=officer)
    grants.release_tranche(part, by=officer)
    stale = Tranche.objects.get(pk=part.pk)
    with pytest.raises(StateConflict):
        grants.release_tranche(stale, by=officer)


def test_a_part_kept_back_lets_the_next_one_go(
    grant: Grant, first: Tranche, officer: User, supervisor: User
) -> None:
    with pytest.raises(NotAllowed):
        grants.cancel_tranche(first, by=officer)
    grants.cancel_tranche(first, by=supervisor)
    second = grants.mark_tranche_due(grant.tranches.get(number=2), by=officer)
    assert grants.release_tranche(second, by=officer).state == TrancheState.RELEASED


def test_staff_can_write_that_a_business_began_before_the_money(
    grant: Grant, officer: User
) -> None:
    yesterday = timezone.localdate() - dt.timedelta(days=1)
    event = grants.record_business_start(grant.plan, by=officer, on=yesterday)
    assert event.occurred_on == yesterday
    with pytest.raises(Invalid):
        grants.record_business_start(
            grant.plan, by=officer, on=timezone.localdate() + dt.timedelta(days=1)
        )


def test_a_plan_not_approved_cannot_be_started(submitted: BusinessPlan, officer: User) -> None:
    with pytest.raises(Conflict):
        grants.record_business_start(submitted, by=officer, on=timezone.localdate())


def test_an_observer_is_no_second_person(first: Tranche, observer: User) -> None:
    assert observer.role == Role.OBSERVER
    with pytest.raises(NotAllowed):
        grants.release_tranche(first, by=observer)


def test_every_part_that_is_paid_is_in_the_journey(grant: Grant, officer: User) -> None:
    for part in grant.tranches.all():
        grants.release_tranche(grants.mark_tranche_due(part, by=officer), by=officer)
    events = grant.plan.returnee.journey.filter(kind=JourneyKind.GRANT_RELEASED).order_by("pk")
    assert [event.detail["amount"] for event in events] == ["60000.01", "29999.99"]
    assert {event.detail["tranche"] for event in events} == {
        str(part.public_id) for part in grant.tranches.all()
    }


def test_money_nobody_knows_is_refused(plan: BusinessPlan) -> None:
    with pytest.raises(Invalid):
        business.change_plan(plan, by=own(plan.returnee), currency="ZZZ")


def test_a_business_did_not_start_long_ago(grant: Grant, officer: User) -> None:
    with pytest.raises(Invalid):
        grants.record_business_start(grant.plan, by=officer, on=dt.date(1000, 1, 1))
