"""A page opened before somebody else acted writes nothing back over what they did."""

from decimal import Decimal

import pytest

from backend.accounts.models import Office, User
from backend.lib.errors import Conflict
from backend.taxonomy.models import Place
from reintegration.actions import business, merging
from reintegration.actions.consents import withdraw
from reintegration.actions.profile import change_profile
from reintegration.models import BusinessPlan, Returnee
from reintegration.states import ConsentPurpose, PlanState, ReturneeState
from tests.conftest import returnee
from tests.reintegration.words import own


@pytest.fixture
def plan(anara: Returnee, bishkek: Place) -> BusinessPlan:
    cost = Decimal(100)
    return business.write_plan(
        anara, by=own(anara), title="Bakery", description="Bread", place=bishkek, start_cost=cost
    )


def test_an_approved_plan_is_not_written_over(plan: BusinessPlan, supervisor: User) -> None:
    old = BusinessPlan.objects.get(pk=plan.pk)
    business.submit_plan(plan, by=own(plan.returnee))
    part: business.Part = {"amount": Decimal(100), "condition": "Oven bought"}
    business.approve_plan(plan, by=supervisor, amount=Decimal(100), tranches=[part])
    with pytest.raises(Conflict):
        business.change_plan(old, by=own(plan.returnee), title="Casino", start_cost=Decimal(1))
    plan.refresh_from_db()
    assert (plan.state, plan.title) == (PlanState.APPROVED, "Bakery")


def test_two_who_write_at_once_keep_each_others_words(plan: BusinessPlan) -> None:
    old = BusinessPlan.objects.get(pk=plan.pk)
    business.change_plan(plan, by=own(plan.returnee), title="Small bakery")
    business.change_plan(old, by=own(plan.returnee), description="Bread and cakes")
    plan.refresh_from_db()
    assert (plan.title, plan.description) == ("Small bakery", "Bread and cakes")


def test_a_merged_file_stays_merged(
    anara: Returnee, officer: User, bishkek_office: Office, bishkek: Place
) -> None:
    double = returnee("+996700123499", "Anara", "J", bishkek_office, bishkek)
    old = Returnee.objects.get(pk=double.pk)
    merging.merge(anara, absorb=double, by=officer)
    with pytest.raises(Conflict):
        change_profile(old, by=officer, commute_km=3)
    double.refresh_from_db()
    assert (double.state, double.merged_into) == (ReturneeState.MERGED, anara)


def test_a_closed_file_stays_closed(anara: Returnee, officer: User) -> None:
    old = Returnee.objects.get(pk=anara.pk)
    withdraw(anara, by=own(anara), purpose=ConsentPurpose.PROGRAMME, language="ky")
    change_profile(old, by=officer, commute_km=3)
    anara.refresh_from_db()
    assert (anara.state, anara.commute_km) == (ReturneeState.LEFT, 3)
