"""Registering a firm tells nobody what the service knows; whom it concerns gets a mail."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.models import User
from backend.taxonomy.models import Place
from jobs.models import Employer

REGISTER = "jobs:employer_register"


@pytest.fixture
def words(bishkek: Place) -> dict[str, str]:
    return {
        "name": "Нур Курулуш",
        "tax_number": "01234567890199",
        "place": str(bishkek.pk),
        "address": "Чуй 1",
        "contact_name": "Нурбек",
        "contact_phone": "0312 123 456",
        "your_name": "Нурбек",
        "email": "nurbek@example.org",
        "password": "bridge over quiet water",
    }


def answer_to(words: dict[str, str]) -> tuple[int, str, bytes]:
    """What a stranger can tell apart."""
    answer = Client().post(reverse(REGISTER), words)
    return answer.status_code, answer.headers.get("Location", ""), answer.content


def test_known_and_unknown_firms_and_mails_get_one_answer(
    words: dict[str, str], employer: Employer, employer_user: User
) -> None:
    known_mail = {"email": str(employer_user.email)}
    known_number = {"tax_number": "0123 4567 890 123"}
    new = answer_to(words | {"email": "a@example.org", "tax_number": "99994567890123"})
    assert new[:2] == (302, reverse("jobs:employer_registered"))
    for known in (known_mail, known_number, known_mail | known_number):
        assert answer_to(words | known) == new


@pytest.mark.parametrize(
    "wrong",
    [{"tax_number": "12ab"}, {"contact_phone": "12"}, {"password": "12345"}],
    ids=["tax number", "phone", "password"],
)
def test_what_is_wrong_is_said_before_anything_is_looked_up(
    words: dict[str, str], employer: Employer, employer_user: User, wrong: dict[str, str]
) -> None:
    known = {"email": str(employer_user.email)}
    for who in ({}, known):
        page = Client().post(reverse(REGISTER), words | who | wrong)
        assert set(page.context["form"].errors) == set(wrong)


def test_the_firms_people_hear_of_a_newcomer_who_has_access_to_nothing(
    words: dict[str, str],
    employer: Employer,
    employer_user: User,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer_to(words | {"tax_number": employer.tax_number})
    newcomer = User.objects.get(email=words["email"])
    assert not Employer.objects.visible_to(newcomer).exists()
    letter = next(one for one in mail.outbox if one.to == [employer_user.email])
    assert words["email"] in letter.body
    assert reverse("jobs:employer_members") in letter.body
    assert Employer.objects.count() == 1
