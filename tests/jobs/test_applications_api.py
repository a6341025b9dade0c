"""What each side sees of an application over the API."""

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from backend.accounts.models import User
from backend.taxonomy.models import Country, Language, Licence
from jobs.models import Application, Placement, Vacancy
from reintegration.models import (
    Need,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    WorkHistory,
)
from tests.conftest import Api
from tests.jobs.test_applications import take_back_consent

LIST = "/api/v1/applications/"


def url_of(application: Application, verb: str = "") -> str:
    return f"{LIST}{application.public_id}/{verb + '/' if verb else ''}"


@pytest.fixture
def whole_life(anara: Returnee) -> Returnee:
    """Anara with all that an employer may not know, beside what it may."""
    russia = Country.objects.get(pk="RU")
    Returnee.objects.update(return_kind="sent_back", returned_on=dt.date(2026, 1, 1))
    anara.destinations.add(russia)
    WorkHistory.objects.update(country=russia)
    Need.objects.create(returnee=anara, kind="counselling")
    ReturneeLanguage.objects.create(
        returnee=anara, language=Language.objects.get(pk="ru"), level="B1"
    )
    ReturneeLicence.objects.create(returnee=anara, licence=Licence.objects.first())
    return anara


def test_an_employer_sees_exactly_what_the_person_agreed_to(
    api: Api, application: Application, whole_life: Returnee, employer_user: User
) -> None:
    seen = api(employer_user).get(url_of(application)).json()
    assert set(seen["applicant"]) == {
        "name",
        "phone",
        "skills",
        "languages",
        "licences",
        "experience",
    }
    assert seen["applicant"]["name"] == "Anara Jumabaeva"
    assert seen["applicant"]["experience"] == [{"isco": "7212", "title": "Сварщик", "months": 36}]
    assert seen["returnee"] is None
    text = str(seen)
    for secret in ("RU", "sent_back", "counselling", "1990", str(whole_life.public_id)):
        assert secret not in text


def test_consent_taken_back_hides_the_person_from_the_employer(
    api: Api, application: Application, anara: Returnee, employer_user: User
) -> None:
    Application.objects.update(note="Позвоните мне")
    take_back_consent(anara)
    seen = api(employer_user).get(url_of(application)).json()
    assert (seen["applicant"], seen["note"]) == (None, "")


def test_an_application_taken_back_hides_the_person(
    api: Api, application: Application, anara: Returnee, employer_user: User
) -> None:
    api(anara.user).post(url_of(application, "withdraw"))
    assert api(employer_user).get(url_of(application)).json()["applicant"] is None


@pytest.mark.parametrize("verb", ["", "seen", "invite", "refuse", "hire", "withdraw"])
def test_another_employers_applicants_do_not_exist(
    api: Api, application: Application, other_employer_user: User, verb: str
) -> None:
    client = api(other_employer_user)
    answer = client.post(url_of(application, verb)) if verb else client.get(url_of(application))
    assert answer.status_code == 404
    assert client.get(LIST).json()["results"] == []


def test_a_returnee_applies_and_is_told_plainly_when_consent_is_missing(
    api: Api, vacancy: Vacancy, anara: Returnee
) -> None:
    body = {"vacancy": str(vacancy.public_id), "note": "Здравствуйте"}
    created = api(anara.user).post(LIST, body)
    assert (created.status_code, created.json()["state"]) == (201, "sent")

    Application.objects.all().delete()
    take_back_consent(anara)
    refused = api(anara.user).post(LIST, body)
    assert (refused.status_code, refused.json()["code"]) == (400, "consent_needed")


def test_an_employer_cannot_apply(api: Api, vacancy: Vacancy, employer_user: User) -> None:
    answer = api(employer_user).post(LIST, {"vacancy": str(vacancy.public_id)})
    assert (answer.status_code, answer.json()["errors"][0]["pointer"]) == (400, "/returnee")


def test_the_whole_answer_over_the_api(
    api: Api, application: Application, employer_user: User
) -> None:
    client = api(employer_user)
    assert client.post(url_of(application, "seen")).json()["state"] == "seen"
    when = (timezone.now() + dt.timedelta(days=2)).isoformat()
    invitation = {"interview_at": when, "interview_place": "Чуй 1"}
    assert client.post(url_of(application, "invite"), invitation).json()["state"] == "invited"
    hired = client.post(
        url_of(application, "hire"), {"started_on": timezone.localdate().isoformat()}
    ).json()
    assert hired["state"] == "hired"
    placement = client.get(f"/api/v1/placements/{hired['placement']}/").json()
    assert (placement["returnee"], placement["wage"]) == (None, None)


@pytest.mark.parametrize(
    ("verb", "body"),
    [
        ("refuse", {"reason": "ugly"}),
        ("refuse", {}),
        ("hire", {"started_on": "soon"}),
        ("hire", {"started_on": "2026-11-24", "wage": -1}),
        ("invite", {"interview_at": "2020-01-01T00:00:00Z", "interview_place": "x"}),
        ("withdraw", {"why": "x"}),
    ],
)
def test_nonsense_is_refused_in_words(
    api: Api, application: Application, employer_user: User, verb: str, body: dict[str, Any]
) -> None:
    answer = api(employer_user).post(url_of(application, verb), body)
    assert (answer.status_code, answer.json()["code"]) == (400, "invalid")
    assert answer.json()["errors"]


def test_staff_of_another_office_see_no_application(
    api: Api, application: Application, osh_officer: User, officer: User
) -> None:
    assert api(osh_officer).get(url_of(application)).status_code == 404
    assert api(officer).get(url_of(application)).json()["returnee"]


def test_a_longer_list_costs_no_more_queries(
    api: Api, application: Application, bakyt: Returnee, employer_user: User
) -> None:
    client = api(employer_user)

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as found:
            assert client.get(LIST).status_code == 200
        return len(found)

    few = queries()
    Application.objects.create(vacancy=application.vacancy, returnee=bakyt)
    WorkHistory.objects.create(
        returnee=bakyt, isco=WorkHistory.objects.get().isco, title="Маляр", months=5
    )
    assert queries() == few <= 9


def test_placements_are_ended_once(api: Api, placement: Placement, anara: Returnee) -> None:
    url = f"/api/v1/placements/{placement.public_id}/end/"
    body = {"ended_on": timezone.localdate().isoformat(), "reason": "quit"}
    assert api(anara.user).post(url, body).json()["end_reason"] == "quit"
    assert api(anara.user).post(url, body).status_code == 409
