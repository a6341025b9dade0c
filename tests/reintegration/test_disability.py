"""What a person says of a disability: theirs to say, nobody's to read."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.audit.models import Entry
from backend.lib.errors import NotAllowed
from reintegration.actions.disability import answer
from reintegration.actions.merging import merge
from reintegration.models import DisabilityAnswer, Returnee

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]
PAGE = "/me/disability/"


@pytest.fixture
def browser(browser_of: Browser, anara: Returnee) -> Client:
    assert anara.user is not None
    client = browser_of(anara.user)
    client.cookies["django_language"] = "en"
    return client


def said() -> list[bool]:
    return list(DisabilityAnswer.objects.values_list("has_disability", flat=True))


def test_a_person_says_it_changes_it_and_takes_it_back(browser: Client) -> None:
    for word, kept in (("yes", [True]), ("no", [False]), ("", [])):
        answered = browser.post(PAGE, {"has_disability": word})
        assert answered.headers["location"] == reverse("reintegration:me")
        assert said() == kept


def test_the_page_shows_the_person_what_they_said(browser: Client, anara: Returnee) -> None:
    DisabilityAnswer.objects.create(returnee=anara, has_disability=False)
    assert browser.get(PAGE).context["form"]["has_disability"].value() == "no"


def test_a_word_that_is_no_answer_is_refused(browser: Client) -> None:
    assert browser.post(PAGE, {"has_disability": "maybe"}).status_code == 200
    assert said() == []


def test_nobody_answers_for_another_not_even_staff(
    anara: Returnee, officer: User, administrator: User, bakyt: Returnee
) -> None:
    assert bakyt.user is not None
    for somebody in (officer, administrator, bakyt.user):
        with pytest.raises(NotAllowed):
            answer(anara, by=somebody, has_disability=True)


def test_the_audit_says_that_it_was_answered_and_never_what(anara: Returnee) -> None:
    assert anara.user is not None
    answer(anara, by=anara.user, has_disability=True)
    entry = Entry.objects.get(deed="reintegration.disability.answered")
    assert entry.detail == {}


def test_no_page_of_staff_and_no_answer_of_the_api_tells_it(
    anara: Returnee, officer: User, browser_of: Browser
) -> None:
    pages = [
        reverse("reintegration:staff_returnee", args=[anara.public_id]),
        reverse("returnee-detail", args=[anara.public_id]),
    ]
    staff = browser_of(officer)
    before = [staff.get(page).content for page in pages]
    DisabilityAnswer.objects.create(returnee=anara, has_disability=True)
    after = [staff.get(page).content for page in pages]
    for page in after:
        assert b"disability" not in page.lower()
    assert before[1] == after[1]


def test_it_goes_with_the_person_when_two_files_become_one(
    anara: Returnee, bakyt: Returnee, administrator: User
) -> None:
    DisabilityAnswer.objects.create(returnee=bakyt, has_disability=True)
    merge(anara, absorb=bakyt, by=administrator)
    assert DisabilityAnswer.objects.get().returnee == anara


def test_the_administration_has_no_page_for_it() -> None:
    assert not admin.site.is_registered(DisabilityAnswer)
