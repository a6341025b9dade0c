"""Vacancies and employers over the API: who sees what, and what may be sent."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from backend.accounts.models import User
from backend.taxonomy.models import Place, Skill
from jobs.models import Application, Employer, Vacancy
from jobs.states import EmployerState, VacancyState
from reintegration.models import Returnee
from tests.conftest import Api

LIST = "/api/v1/vacancies/"


def url_of(vacancy: Vacancy, verb: str = "") -> str:
    return f"{LIST}{vacancy.public_id}/{verb + '/' if verb else ''}"


@pytest.fixture
def body(bishkek: Place, welding: list[Skill]) -> dict[str, Any]:
    return {
        "title": "Сварщик",
        "isco": "7212",
        "description": "Сварка на стройке, жильё бесплатно.",
        "place": bishkek.pk,
        "wage_from": 40_000,
        "skills": [{"skill": welding[0].pk}],
        "languages": [{"language": "ru", "level": "A2"}],
        "licences": [],
    }


def test_an_employer_writes_and_publishes_in_two_calls(
    api: Api, body: dict[str, Any], employer_user: User
) -> None:
    client = api(employer_user)
    created = client.post(LIST, body)
    assert created.status_code == 201, created.json()
    written = created.json()
    assert (written["state"], written["skills"][0]["required"]) == ("draft", True)
    published = client.post(f"{LIST}{written['public_id']}/submit/").json()
    assert (published["state"], published["reasons"]) == ("published", [])


def test_an_employer_reads_reasons_and_staff_the_rules_and_words(
    api: Api, body: dict[str, Any], employer_user: User, officer: User, anara: Returnee
) -> None:
    client = api(employer_user)
    made = client.post(LIST, body | {"description": "Смены по 14 часов"}).json()
    url = f"{LIST}{made['public_id']}/"
    waiting = client.post(f"{url}submit/").json()
    assert (waiting["state"], waiting["findings"]) == ("screening", [])
    assert waiting["reasons"] == ["The hours are very long, or there is no day of rest."]

    read = api(officer).get(url).json()
    (finding,) = read["findings"]
    assert (finding["rule"], finding["words"]) == ("hours", ["по 14 часов"])

    decision = {"reason": "A month on, a month off", "submitted_at": read["submitted_at"]}
    other_text = decision | {"submitted_at": "2026-01-01T00:00:00Z"}
    assert api(officer).post(f"{url}publish/", other_text).status_code == 409
    assert api(officer).post(f"{url}publish/", decision).status_code == 200
    seen = api(anara.user).get(url).json()
    assert (seen["findings"], seen["reasons"], seen["decision_reason"]) == ([], [], "")


def test_returnees_see_what_is_open_or_what_they_applied_for(
    api: Api, vacancy: Vacancy, anara: Returnee, bakyt: Returnee
) -> None:
    assert api(bakyt.user).get(url_of(vacancy)).status_code == 200
    Application.objects.create(vacancy=vacancy, returnee=anara)
    Vacancy.objects.update(state=VacancyState.PAUSED)
    assert api(bakyt.user).get(url_of(vacancy)).status_code == 404
    assert api(anara.user).get(url_of(vacancy)).status_code == 200


def test_another_employers_vacancies_do_not_exist(
    api: Api, vacancy: Vacancy, other_employer_user: User
) -> None:
    client = api(other_employer_user)
    assert client.get(url_of(vacancy)).status_code == 404
    assert client.patch(url_of(vacancy), {"openings": 2}).status_code == 404
    assert client.post(url_of(vacancy, "close")).status_code == 404


def test_nobody_writes_for_a_firm_they_cannot_see(
    api: Api, body: dict[str, Any], employer: Employer, other_employer_user: User
) -> None:
    answer = api(other_employer_user).post(LIST, body | {"employer": str(employer.public_id)})
    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "/employer"


@pytest.mark.parametrize(
    ("change", "pointer"),
    [
        ({"isco": "9999"}, "/isco"),
        ({"skills": [{"skill": 0}]}, "/skills/0/skill"),
        ({"languages": [{"language": "ru", "level": "D9"}]}, "/languages/0/level"),
        ({"wage_from": -5}, "/wage_from"),
        ({"place": None}, "/place"),
        ({"salary": 5}, "/salary"),
        ({"wage_currency": "som"}, "/wage_currency"),
    ],
)
def test_nonsense_is_refused_at_its_field(
    api: Api, body: dict[str, Any], employer_user: User, change: dict[str, Any], pointer: str
) -> None:
    answer = api(employer_user).post(LIST, body | change)
    assert answer.status_code == 400
    assert [error["pointer"] for error in answer.json()["errors"]] == [pointer]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("isco=72", 1),
        ("isco=5", 0),
        ("wage_min=45000", 1),
        ("wage_min=45001", 0),
        ("currency=KGS&wage_period=month", 1),
        ("q=свар", 1),
        ("country=KZ", 0),
        ("schedule=shifts", 0),
        ("state=published", 1),
        ("state=draft", 0),
    ],
)
def test_vacancies_are_found_by(
    api: Api, vacancy: Vacancy, anara: Returnee, query: str, found: int
) -> None:
    assert len(api(anara.user).get(f"{LIST}?{query}").json()["results"]) == found


def test_a_region_holds_its_settlements(
    api: Api, vacancy: Vacancy, anara: Returnee, bishkek: Place, osh: Place
) -> None:
    client = api(anara.user)
    region = bishkek.parent_id or bishkek.pk
    assert len(client.get(f"{LIST}?region={region}").json()["results"]) == 1
    assert client.get(f"{LIST}?region={osh.parent_id}").json()["results"] == []


def test_a_skill_finds_what_asks_for_it(
    api: Api, vacancy: Vacancy, anara: Returnee, welding: list[Skill]
) -> None:
    client = api(anara.user)
    assert len(client.get(f"{LIST}?skill={welding[0].pk}").json()["results"]) == 1
    assert client.get(f"{LIST}?skill={welding[2].pk}").json()["results"] == []


def test_a_longer_list_costs_no_more_queries(
    api: Api, vacancy: Vacancy, employer_user: User
) -> None:
    client = api(employer_user)

    def queries() -> int:
        with CaptureQueriesContext(connection) as found:
            assert client.get(LIST).status_code == 200
        return len(found)

    few = queries()
    for _ in range(5):
        vacancy.pk, vacancy.public_id = None, None
        vacancy.public_id = vacancy._meta.get_field("public_id").get_default()
        vacancy.save()
        vacancy.findings.create(rule="hours", words=["14"])
    assert queries() == few <= 8


def test_an_employer_registers_over_the_api_and_staff_vet_it(
    api: Api, bishkek: Place, officer: User, new_user: User
) -> None:
    made = api(new_user).post(
        "/api/v1/employers/",
        {
            "name": "Нур",
            "tax_number": "01234567890199",
            "country": "KG",
            "place": bishkek.pk,
            "contact_name": "Нурбек",
            "contact_phone": "+996312123456",
        },
    )
    assert (made.status_code, made.json()["state"]) == (201, EmployerState.PENDING)
    url = f"/api/v1/employers/{made.json()['public_id']}/"
    assert api(new_user).post(f"{url}verify/").status_code == 403
    assert api(officer).post(f"{url}verify/").json()["state"] == EmployerState.VERIFIED
    assert api(officer).post(f"{url}suspend/", {}).status_code == 400
    suspended = api(officer).post(f"{url}suspend/", {"reason": "A report"}).json()
    assert suspended["state"] == EmployerState.SUSPENDED
