"""Writes from a phone on a bad network: once, whatever the network does."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.models import User
from backend.api.models import KeptResponse
from backend.api.tasks import forget_responses
from reintegration.models import Returnee
from training.models import Cohort, Enrolment

Api = Callable[[User | None], APIClient]
URL = "/api/v1/enrolments/"
KEY = {"Idempotency-Key": "9f6c"}
SAMPLE = Path(__file__).parents[2] / "docs/samples/returnees.csv"


@pytest.fixture
def phone(api: Api, anara: Returnee) -> APIClient:
    return api(anara.user)


def body(cohort: Cohort) -> dict[str, str]:
    return {"cohort": str(cohort.public_id)}


def test_the_same_key_is_done_once_and_answered_the_same(phone: APIClient, cohort: Cohort) -> None:
    first = phone.post(URL, body(cohort), headers=KEY)
    Enrolment.objects.all().delete()
    second = phone.post(URL, body(cohort), headers=KEY)
    assert (first.status_code, second.status_code) == (201, 201)
    assert second.json() == first.json()
    assert second.headers["Idempotent-Replayed"] == "true"
    assert not Enrolment.objects.exists()


def test_the_same_key_with_other_words_is_refused(phone: APIClient, cohort: Cohort) -> None:
    phone.post(URL, body(cohort), headers=KEY)
    answer = phone.post("/api/v1/enrolments/", {"cohort": "x"}, headers=KEY)
    assert (answer.status_code, answer.json()["code"]) == (422, "idempotency_key_reused")


def test_a_refused_write_leaves_its_key_free(phone: APIClient, cohort: Cohort) -> None:
    assert phone.post(URL, {"cohort": "x"}, headers=KEY).status_code == 400
    assert phone.post(URL, body(cohort), headers=KEY).status_code == 201


def test_two_people_may_use_the_same_key(
    api: Api, anara: Returnee, bakyt: Returnee, cohort: Cohort
) -> None:
    for person in (anara, bakyt):
        assert api(person.user).post(URL, body(cohort), headers=KEY).status_code == 201
    assert Enrolment.objects.count() == 2


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb"])
def test_a_strange_key_is_refused(phone: APIClient, cohort: Cohort, key: str) -> None:
    answer = phone.post(URL, body(cohort), headers={"Idempotency-Key": key})
    assert answer.status_code == 400


def test_answers_are_forgotten_after_a_day(phone: APIClient, cohort: Cohort) -> None:
    phone.post(URL, body(cohort), headers=KEY)
    with time_machine.travel(timezone.now() + dt.timedelta(hours=25), tick=False):
        assert forget_responses() == 1
    assert not KeptResponse.objects.exists()


def test_another_file_under_the_same_key_is_refused(api: Api, officer: User) -> None:
    def send(text: str) -> int:
        file = SimpleUploadedFile("list.csv", text.encode())
        body = {"sheet": "returnees", "file": file}
        answer = api(officer).post("/api/v1/imports/", body, format="multipart", headers=KEY)
        return int(answer.status_code)

    sample = SAMPLE.read_bytes().decode("cp1251")
    assert send(sample) == 201
    assert send(sample) == 201
    assert send(sample.replace("1990", "1991") + "\n") == 422
