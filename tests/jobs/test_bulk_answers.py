"""Several applicants get one answer; each is told, and repeating tells nobody twice."""

import uuid
from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.lib.errors import Invalid, NotFound
from backend.notifications.models import Message
from jobs.actions.bulk_answers import AT_ONCE, refuse_many
from jobs.models import Application
from jobs.states import ApplicationState, RefusalReason
from reintegration.models import Returnee

Browser = Callable[[User], Client]
ANSWER = "jobs.application_answered"


@pytest.fixture
def two(application: Application, bakyt: Returnee) -> list[Application]:
    return [application, Application.objects.create(vacancy=application.vacancy, returnee=bakyt)]


def test_each_is_told_once_however_often_it_is_sent(
    two: list[Application], employer_user: User
) -> None:
    ids = [one.public_id for one in two]
    assert refuse_many(ids, by=employer_user, reason=RefusalReason.SKILLS) == 2
    assert refuse_many(ids, by=employer_user, reason=RefusalReason.OTHER) == 0
    assert {one.refusal_reason for one in Application.objects.all()} == {RefusalReason.SKILLS}
    told = Message.objects.filter(kind=ANSWER).values_list("person", flat=True)
    assert sorted(told) == sorted(one.returnee.public_id for one in two)


def test_who_was_hired_or_went_is_passed_over(two: list[Application], employer_user: User) -> None:
    Application.objects.filter(pk=two[0].pk).update(state=ApplicationState.WITHDRAWN)
    ids = [one.public_id for one in two]
    assert refuse_many(ids, by=employer_user, reason=RefusalReason.SKILLS) == 1
    two[0].refresh_from_db()
    assert two[0].state == ApplicationState.WITHDRAWN


def test_one_stranger_among_them_and_nobody_is_answered(
    two: list[Application], other_employer_user: User, employer_user: User
) -> None:
    ids = [two[0].public_id, uuid.uuid4()]
    for user in (employer_user, other_employer_user):
        with pytest.raises(NotFound):
            refuse_many(ids, by=user, reason=RefusalReason.SKILLS)
    assert not Application.objects.filter(state=ApplicationState.REFUSED).exists()


@pytest.mark.parametrize("count", [0, AT_ONCE + 1])
def test_nobody_and_too_many_are_refused(employer_user: User, count: int) -> None:
    with pytest.raises(Invalid):
        refuse_many([uuid.uuid4()] * count, by=employer_user, reason=RefusalReason.SKILLS)


def test_ticks_and_a_reason_are_all_the_page_needs(
    browser_of: Browser, two: list[Application], employer_user: User
) -> None:
    browser = browser_of(employer_user)
    url = reverse("jobs:applicants", args=[two[0].vacancy.public_id])
    page = browser.post(url, {"reason": "skills"})
    assert "Tick the people" in page.content.decode()
    words = {"reason": "skills", "applications": [str(one.public_id) for one in two]}
    page = browser.post(url, words | {"applications": [*words["applications"], "nonsense"]})
    assert all(f'value="{one}" checked' in page.content.decode() for one in words["applications"])
    assert not Application.objects.filter(state=ApplicationState.REFUSED).exists()
    page = browser.post(url, words, follow=True)
    assert "2 people are told now." in page.content.decode()
    assert Application.objects.filter(state=ApplicationState.REFUSED).count() == 2
