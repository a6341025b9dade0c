"""Business support over the API, from the plan to the money."""

from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.taxonomy.models import Place
from reintegration.models import Returnee
from tests.reintegration.words import own

Api = Callable[[User | None], APIClient]
PLANS = "/api/v1/business-plans/"
IN_TWO = {
    "amount": "90000.00",
    "tranches": [
        {"amount": "60000.00", "condition": "The workshop is rented"},
        {"amount": "30000.00", "condition": "The first orders are delivered"},
    ],
}


@pytest.fixture
def words(bishkek: Place) -> dict[str, Any]:
    return {
        "title": "Sewing workshop",
        "description": "School uniforms",
        "place": bishkek.pk,
        "start_cost": "150000.00",
        "own_share": "60000.00",
    }


def test_from_the_plan_to_the_money(
    api: Api, anara: Returnee, officer: User, supervisor: User, words: dict[str, Any]
) -> None:
    person = api(own(anara))
    plan = person.post(PLANS, words).json()
    url = f"{PLANS}{plan['public_id']}/"
    assert person.patch(url, {"monthly_income": "25000.00"}).json()["currency"] == "KGS"
    assert person.post(f"{url}submit/").json()["state"] == "submitted"
    assert api(officer).post(f"{url}approve/", IN_TWO).status_code == 403
    approved = api(supervisor).post(f"{url}approve/", IN_TWO).json()
    assert approved["state"] == "approved"
    grant = api(officer).get(f"/api/v1/grants/{approved['grant']}/").json()
    assert [part["amount"] for part in grant["tranches"]] == ["60000.00", "30000.00"]
    tranche = f"/api/v1/tranches/{grant['tranches'][0]['public_id']}/"
    assert api(officer).post(f"{tranche}release/").status_code == 409
    assert api(officer).post(f"{tranche}due/").json()["state"] == "due"
    assert api(supervisor).post(f"{tranche}release/").status_code == 403
    assert api(officer).post(f"{tranche}release/").json()["state"] == "released"
    assert person.get(tranche).json()["state"] == "released"


def test_other_offices_and_other_people_see_nothing(
    api: Api, anara: Returnee, bakyt: Returnee, osh_officer: User, words: dict[str, Any]
) -> None:
    plan = api(own(anara)).post(PLANS, words).json()
    for stranger in (own(bakyt), osh_officer):
        assert api(stranger).get(PLANS).json()["results"] == []
        assert api(stranger).get(f"{PLANS}{plan['public_id']}/").status_code == 404
        assert api(stranger).post(f"{PLANS}{plan['public_id']}/submit/").status_code == 404


def test_staff_say_whose_plan_they_write(
    api: Api, anara: Returnee, bakyt: Returnee, officer: User, words: dict[str, Any]
) -> None:
    client = api(officer)
    assert client.post(PLANS, words).status_code == 400
    assert client.post(PLANS, {**words, "returnee": str(bakyt.public_id)}).status_code == 400
    assert client.post(PLANS, {**words, "returnee": str(anara.public_id)}).status_code == 201


@pytest.mark.parametrize(
    "change",
    [
        {"start_cost": "a lot"},
        {"start_cost": "1.001"},
        {"start_cost": "-1"},
        {"start_cost": "0"},
        {"own_share": "150000.01"},
        {"currency": "som"},
        {"colour": "green"},
    ],
)
def test_a_plan_that_cannot_be_is_refused(
    api: Api, anara: Returnee, words: dict[str, Any], change: dict[str, Any]
) -> None:
    answer = api(own(anara)).post(PLANS, {**words, **change})
    assert (answer.status_code, len(answer.json()["errors"])) == (400, 1)


def test_parts_that_do_not_add_up_are_refused(
    api: Api, anara: Returnee, supervisor: User, words: dict[str, Any]
) -> None:
    url = f"{PLANS}{api(own(anara)).post(PLANS, words).json()['public_id']}/"
    api(own(anara)).post(f"{url}submit/")
    answer = api(supervisor).post(f"{url}approve/", {**IN_TWO, "amount": "89999.99"})
    assert answer.json()["errors"][0]["pointer"] == "/tranches"
