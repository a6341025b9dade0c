"""Files over the API: own, of the office, nobody else's; clear refusals; constant queries."""

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.audit.models import Entry
from backend.taxonomy.models import IscoGroup, Place, Skill
from reintegration.actions.journey import record_event
from reintegration.actions.profile import change_profile
from reintegration.models import Consent, Returnee
from reintegration.states import ConsentPurpose, JourneyKind, NeedKind
from tests.reintegration.words import own

Api = Callable[[User | None], APIClient]
ALL = "/api/v1/returnees/"


def one(returnee: Returnee, verb: str = "") -> str:
    return f"{ALL}{returnee.public_id}/" + (f"{verb}/" if verb else "")


def names(response: Any) -> list[str]:
    return [row["given_names"] for row in response.json()["results"]]


@pytest.fixture
def body(bishkek: Place, welder: IscoGroup, welding: list[Skill]) -> dict[str, Any]:
    return {
        "given_names": "Nurlan",
        "family_name": "Asanov",
        "sex": "male",
        "birth_year": 1985,
        "language": "ky",
        "home_place": bishkek.pk,
        "work_history": [{"isco": welder.pk, "title": "Сварщик", "country": "RU", "months": 36}],
        "skills": [skill.pk for skill in welding],
        "languages": [{"language": "ky", "level": "C2"}],
        "licences": [],
        "needs": ["work", "training"],
        "destinations": ["RU"],
        "consents": {"programme": True, "matching": True, "messages": False},
    }


def test_a_newcomer_registers_and_sees_their_file(api: Api, body: dict[str, Any]) -> None:
    user = User.objects.create(phone="+996700555001", role=Role.RETURNEE)
    answer = api(user).post(ALL, body)
    assert answer.status_code == 201
    file = answer.json()
    assert file["work_history"][0]["isco"] == "7212"
    assert [need["kind"] for need in file["needs"]] == ["training", "work"]
    assert file["has_sign_in"] is True
    assert api(user).get(one(Returnee.objects.get())).json()["public_id"] == file["public_id"]
    given = dict(Consent.objects.values_list("purpose", "given"))
    assert given == {"programme": True, "matching": True, "messages": False}


def test_staff_register_somebody_and_open_their_sign_in(
    api: Api, officer: User, body: dict[str, Any]
) -> None:
    answer = api(officer).post(ALL, {**body, "phone": "0700555002", "sign_in": True})
    assert answer.status_code == 201
    assert Returnee.objects.get().user == User.objects.get(phone="+996700555002")


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"surname": "X"}, "/surname"),
        ({"birth_year": "long ago"}, "/birth_year"),
        ({"birth_year": 2099}, "/birth_year"),
        ({"home_place": 10**30}, "/home_place"),
        ({"skills": [0]}, "/skills"),
        ({"work_history": [{"isco": "7212", "months": 0}]}, "/work_history/0/months"),
        ({"work_history": [{"isco": "7212", "months": 1, "x": 1}]}, "/work_history/0/x"),
        ({"languages": "ky"}, "/languages"),
        ({"consents": {}}, "/consents/programme"),
        ({"consents": {"programme": False}}, "/consents"),
        ({"phone": "12"}, "/phone"),
        ({"text_version": "1999"}, "/text_version"),
    ],
)
def test_a_mistake_is_named_at_its_place(
    api: Api, officer: User, body: dict[str, Any], change: dict[str, Any], pointer: str
) -> None:
    answer = api(officer).post(ALL, {**body, **change})
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]
    assert not Returnee.objects.exists()


def test_each_sees_only_their_own(
    api: Api, anara: Returnee, bakyt: Returnee, officer: User, administrator: User, trainer: User
) -> None:
    assert names(api(own(anara)).get(ALL)) == ["Anara"]
    assert names(api(officer).get(ALL)) == ["Anara"]
    assert names(api(administrator).get(ALL)) == ["Bakyt", "Anara"]
    assert names(api(trainer).get(ALL)) == []
    for stranger in (own(anara), officer, trainer):
        client = api(stranger)
        for verb in ("", "journey", "consents", "duplicates"):
            assert client.get(one(bakyt, verb)).status_code == 404
        assert client.patch(one(bakyt), {"commute_km": 1}).status_code == 404
        assert client.post(one(bakyt, "leave")).status_code == 404


def test_a_list_hides_the_phone_and_a_file_shows_it(
    api: Api, anara: Returnee, officer: User
) -> None:
    row = api(officer).get(ALL).json()["results"][0]
    assert row["phone"] == "+996 ••• 56"
    assert "work_history" not in row
    assert api(officer).get(one(anara)).json()["phone"] == anara.phone


def test_staff_opening_a_file_is_written_down_and_the_persons_own_look_is_not(
    api: Api, anara: Returnee, officer: User
) -> None:
    api(own(anara)).get(one(anara))
    assert not Entry.objects.filter(deed="reintegration.returnee.opened").exists()
    api(officer).get(one(anara))
    assert Entry.objects.get(deed="reintegration.returnee.opened").actor == officer


def test_filters_find_by_name_in_either_script_place_need_work_and_skill(
    api: Api, anara: Returnee, bakyt: Returnee, administrator: User, welding: list[Skill]
) -> None:
    change_profile(
        bakyt, by=administrator, needs=[NeedKind.HOUSING], returned_on=dt.date(2026, 5, 1)
    )
    client = api(administrator)
    region = anara.home_place.parent_id or anara.home_place_id
    found = {
        "q=жума": "Anara",
        "q=toktosunov bak": "Bakyt",
        f"region={region}": "Anara",
        f"home_place={bakyt.home_place_id}": "Bakyt",
        "need=housing": "Bakyt",
        "isco=72": "Anara",
        f"skill={welding[0].pk}": "Anara",
        "returned_after=2026-01-01": "Bakyt",
    }
    for query, name in found.items():
        assert names(client.get(f"{ALL}?{query}")) == [name], query
    assert names(client.get(f"{ALL}?q=!!")) == []
    for wrong in ("state=asleep", "isco=%00", "region=x", "q=%00", "skill=99999999999999999999"):
        assert client.get(f"{ALL}?{wrong}").status_code == 400, wrong


def test_a_wrong_move_is_a_conflict(api: Api, anara: Returnee) -> None:
    client = api(own(anara))
    assert client.post(one(anara, "pause")).json()["state"] == "paused"
    again = client.post(one(anara, "pause"))
    assert (again.status_code, again.json()["code"]) == (409, "state_conflict")
    assert client.post(one(anara, "resume"), {"now": True}).status_code == 400


def test_consents_are_shown_and_answered_one_by_one(api: Api, anara: Returnee) -> None:
    client = api(own(anara))
    assert len(client.get(one(anara, "consents")).json()) == len(ConsentPurpose)
    client.post(one(anara, "consents"), {"purpose": "messages", "given": False})
    now = {row["purpose"]: row["given"] for row in client.get(one(anara, "consents")).json()}
    assert now["messages"] is False
    assert client.post(one(anara, "consents"), {"purpose": "sell"}).status_code == 400


def test_the_journey_is_told_in_order(api: Api, anara: Returnee) -> None:
    client = api(own(anara))
    client.post(one(anara, "consents"), {"purpose": "messages", "given": False})
    client.post(one(anara, "leave"), {"reason": "settled"})
    told = client.get(one(anara, "journey")).json()
    assert [event["kind"] for event in told] == ["consented", "left"]


def test_merging_over_the_api(
    api: Api, anara: Returnee, bakyt: Returnee, officer: User, administrator: User
) -> None:
    change_profile(bakyt, by=administrator, phone=anara.phone)
    pair = api(administrator).get("/api/v1/duplicates/").json()["results"][0]
    [half] = api(officer).get("/api/v1/duplicates/").json()["results"]
    assert (half["first"]["given_names"], half["second"]) == ("Anara", None)
    assert len(api(administrator).get(one(anara, "duplicates")).json()) == 1
    url = f"/api/v1/duplicates/{pair['public_id']}/"
    assert api(officer).post(f"{url}dismiss/").status_code == 403
    stranger = api(administrator).post(f"{url}merge/", {"keep": str(pair["public_id"])})
    assert stranger.status_code == 400
    merged = api(administrator).post(f"{url}merge/", {"keep": str(anara.public_id)})
    assert merged.json()["state"] == "merged"
    assert api(administrator).get(one(bakyt)).status_code == 404


def test_a_returnee_merges_nothing(api: Api, anara: Returnee) -> None:
    answer = api(own(anara)).post(one(anara, "merge"), {"other": str(anara.public_id)})
    assert answer.status_code == 403


def test_a_list_of_ten_costs_what_a_list_of_one_costs(
    api: Api, anara: Returnee, officer: User, django_assert_max_num_queries: Any
) -> None:
    client = api(officer)
    with django_assert_max_num_queries(100) as alone:
        client.get(ALL)
    rows = Returnee.objects.filter(pk=anara.pk).values(
        "given_names",
        "family_name",
        "name_key",
        "sex",
        "birth_year",
        "language",
        "phone",
        "office_id",
        "home_place_id",
    )
    Returnee.objects.bulk_create([Returnee(**rows[0]) for _count in range(9)])
    with django_assert_max_num_queries(100) as together:
        assert len(client.get(ALL).json()["results"]) == 10
    assert len(together) == len(alone)


def test_the_journey_takes_no_free_text(anara: Returnee, officer: User, api: Api) -> None:
    url = f"/api/v1/returnees/{anara.public_id}/"
    secret = {"reason": "Beaten at home"}
    assert api(officer).post(f"{url}leave/", secret).status_code == 400
    assert api(officer).post(f"{url}leave/", {"reason": "settled"}).status_code == 200
    journey = api(own(anara)).get(f"{url}journey/").json()
    assert journey[-1]["detail"] == {"reason": "settled"}


def test_whoever_registers_is_warned_of_files_alike_in_any_office(
    anara: Returnee, officer: User, osh_officer: User, osh: Place, osh_office: Any, api: Api
) -> None:
    told = {
        "given_names": "Anara",
        "family_name": "Jumabaeva",
        "sex": "female",
        "birth_year": 1990,
        "language": "ky",
        "home_place": osh.pk,
        "consents": {"programme": True},
    }
    made = api(osh_officer).post(ALL, told, format="json").json()
    assert made["possible_duplicates"] == {"count": 1, "files": []}
    [pair] = api(officer).get(one(anara, "duplicates")).json()
    assert (pair["first"]["given_names"], pair["second"]) == ("Anara", None)
    assert api(osh_officer).get(one(anara)).status_code == 404


def test_an_entry_is_corrected_once_and_by_staff(anara: Returnee, officer: User, api: Api) -> None:
    event = record_event(JourneyKind.HIRED, returnee=anara, by=None)
    body = {"event": event.pk, "reason": "twice"}
    assert api(own(anara)).post(one(anara, "correct"), body).status_code == 403
    assert api(officer).post(one(anara, "correct"), body).json() == []
    assert api(officer).post(one(anara, "correct"), body).status_code == 409
