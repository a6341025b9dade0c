"""Follow-ups over the API."""

from collections.abc import Callable

import pytest
from django.utils import timezone
from rest_framework.test import APIClient

from backend.accounts.models import User
from reintegration.actions.follow_ups import schedule
from reintegration.actions.journey import record_event
from reintegration.models import FollowUp, Returnee
from reintegration.states import JourneyKind
from tests.reintegration.words import own

Api = Callable[[User | None], APIClient]
ALL = "/api/v1/follow-ups/"


@pytest.fixture
def question(anara: Returnee, officer: User) -> FollowUp:
    milestone = record_event(JourneyKind.HIRED, returnee=anara, by=officer)
    first = schedule(milestone)[0]
    first.due_on = timezone.localdate()
    first.save()
    return first


def test_the_person_and_their_office_see_the_questions_and_nobody_else(
    api: Api, question: FollowUp, officer: User, osh_officer: User, bakyt: Returnee
) -> None:
    for reader in (own(question.returnee), officer):
        rows = api(reader).get(f"{ALL}?ordering=due_on").json()["results"]
        assert [row["wave"] for row in rows] == [1, 3, 6, 12]
        assert rows[0]["milestone"] == "hired"
    for stranger in (osh_officer, own(bakyt)):
        assert api(stranger).get(ALL).json()["results"] == []
        answer = api(stranger).post(f"{ALL}{question.public_id}/answer/", {"livelihood": "wage"})
        assert answer.status_code == 404


def test_an_answer_is_kept_once(api: Api, question: FollowUp) -> None:
    client = api(own(question.returnee))
    url = f"{ALL}{question.public_id}/answer/"
    assert client.post(url, {"livelihood": "rich"}).status_code == 400
    assert client.post(url, {"livelihood": "wage", "hours_per_week": "many"}).status_code == 400
    answer = client.post(url, {"livelihood": "wage", "monthly_income": 40_000})
    assert (answer.status_code, answer.json()["state"]) == (200, "answered")
    assert answer.json()["currency"] == "KGS"
    assert client.post(url, {"livelihood": "study"}).status_code == 409


def test_a_question_is_closed_as_not_reached_by_staff_only(
    api: Api, question: FollowUp, officer: User
) -> None:
    url = f"{ALL}{question.public_id}/close/"
    assert api(own(question.returnee)).post(url, {"state": "not_reached"}).status_code == 403
    assert api(officer).post(url, {"state": "answered"}).status_code == 400
    assert api(officer).post(url, {"state": "not_reached"}).json()["state"] == "not_reached"
