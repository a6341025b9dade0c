"""Whatever is sent, the answer is a clear 4xx as problem details, never a 500."""

from base64 import b64encode
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from rest_framework.test import APIClient

from backend.accounts.models import User
from reintegration.models import Returnee
from training.models import Cohort, Enrolment

Api = Callable[[User | None], APIClient]


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ("{", 400, "parse_error"),
        ("[]", 400, "invalid"),
        ("null", 400, "invalid"),
        ('"text"', 400, "invalid"),
        ('{"cohort": 5}', 400, "invalid"),
        ('{"cohort": ["a"]}', 400, "invalid"),
        ('{"cohort": "\\u0000"}', 400, "parse_error"),
        ('{"cohort": "\\ud800"}', 400, "parse_error"),
        ('{"\\ud800": [{"deep": "\\u0000"}]}', 400, "parse_error"),
        ('{"cohort": NaN}', 400, "parse_error"),
        ("\xff\xfe", 400, "parse_error"),
    ],
)
def test_a_malformed_body_is_a_clear_refusal(
    api: Api, anara: Returnee, content: str, status: int, code: str
) -> None:
    answer = api(anara.user).post(
        "/api/v1/enrolments/", content.encode("latin-1"), content_type="application/json"
    )
    assert (answer.status_code, answer.json()["code"]) == (status, code)
    assert answer.headers["Content-Type"] == "application/problem+json"


def test_an_unknown_field_is_named(api: Api, anara: Returnee, cohort: Cohort) -> None:
    words = {"cohort": str(cohort.public_id), "sate": "enrolled"}
    answer = api(anara.user).post("/api/v1/enrolments/", words)
    assert answer.status_code == 400
    assert answer.json()["errors"] == [{"pointer": "/sate", "detail": "This field is not known."}]


def test_the_wrong_format_is_refused(api: Api, anara: Returnee) -> None:
    answer = api(anara.user).post("/api/v1/enrolments/", "<a/>", content_type="text/xml")
    assert (answer.status_code, answer.json()["code"]) == (415, "unsupported_media_type")


def test_ten_megabytes_are_refused_before_they_are_read(api: Api, anara: Returnee) -> None:
    body = b'{"cohort": "' + b"x" * 10 * 1024 * 1024 + b'"}'
    answer = api(anara.user).post("/api/v1/enrolments/", body, content_type="application/json")
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert len(body) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE


def test_a_step_from_the_wrong_state_says_where_it_stands(
    api: Api, officer: User, enrolment: Enrolment
) -> None:
    client = api(officer)
    url = f"/api/v1/enrolments/{enrolment.public_id}/refuse/"
    client.post(url, {"reason": "Full"})
    answer = client.post(url, {"reason": "Full"})
    assert (answer.status_code, answer.json()["code"]) == (409, "state_conflict")
    assert "Not accepted" in answer.json()["detail"]


def test_another_office_s_thing_looks_like_nothing(
    api: Api, osh_officer: User, enrolment: Enrolment
) -> None:
    client = api(osh_officer)
    hidden = client.get(f"/api/v1/enrolments/{enrolment.public_id}/")
    absent = client.get("/api/v1/enrolments/00000000-0000-4000-8000-000000000000/")
    assert hidden.status_code == absent.status_code == 404
    assert hidden.content == absent.content


@pytest.mark.parametrize("position", ["p=abc", "p=%00", "p=2026-99-99", "o=9&p=1"])
@pytest.mark.parametrize("url", ["places/", "licences/", "places/?ordering=population"])
@pytest.mark.django_db
def test_a_forged_cursor_is_a_refusal(anonymous_api: APIClient, url: str, position: str) -> None:
    cursor = b64encode(position.encode()).decode()
    sign = "&" if "?" in url else "?"
    assert anonymous_api.get(f"/api/v1/{url}{sign}cursor={cursor}").status_code in (200, 400)


@pytest.mark.parametrize("url", ["/api/v1/courses/?title=%00", "/?x=%00", "/courses/?skill=%00"])
def test_a_null_character_in_an_address_is_a_refusal(client: Client, url: str) -> None:
    assert client.get(url).status_code == 400


@pytest.mark.parametrize(
    "query", ["cursor=nonsense", "ordering=password", "state=flying", "page_size=-1", "cohort=1"]
)
def test_a_list_refuses_what_it_does_not_know(api: Api, officer: User, query: str) -> None:
    answer = api(officer).get(f"/api/v1/enrolments/?{query}")
    assert answer.status_code in ({200} if query.startswith("page_size") else {400})


def test_errors_speak_the_readers_language(api: Api, anara: Returnee) -> None:
    url = "/api/v1/enrolments/00000000-0000-4000-8000-000000000000/"
    english = api(anara.user).get(url, headers={"Accept-Language": "en"})
    russian = api(anara.user).get(url, headers={"Accept-Language": "ru"})
    assert english.json()["detail"] != russian.json()["detail"]
