"""How accounts come to be outside the phone and the invitation."""

import re

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.actions.registration import (
    AN_HOUR_PER_ADDRESS,
    open_returnee_account,
    register_employer_user,
)
from backend.accounts.models import User
from backend.accounts.states import Role
from backend.lib.errors import Invalid, NotAllowed, TooMany

pytestmark = pytest.mark.django_db

EMAIL, PASSWORD = "hr@firm.example.org", "мост-через-реку"


def register(email: str = EMAIL, password: str = PASSWORD) -> User | None:
    return register_employer_user(
        email=email, password=password, name="Ermek", language="ru", address="192.0.2.7"
    )


def test_an_employer_registers_and_proves_the_address(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks, client: Client
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        user = register("HR@Firm.example.org ")
    assert user is not None
    assert (user.email, user.role) == (EMAIL, Role.EMPLOYER)
    link = re.search(r"http://testserver(/\S+)", str(mail.outbox[0].body))
    assert link is not None
    client.post(link[1])
    client.post("/accounts/login/", {"login": EMAIL, "password": PASSWORD})
    assert client.session["_auth_user_id"] == str(user.pk)


def test_a_second_registration_tells_the_owner_and_nobody_else(
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        register()
        assert register(password="чужой-пароль-1") is None
    first, second = mail.outbox
    assert first.to == second.to
    assert "confirm-email" not in second.body
    assert User.objects.get(email=EMAIL).check_password(PASSWORD)


@pytest.mark.parametrize("password", ["short", "password123", "hr@firm.example.org"])
def test_a_weak_password_is_refused_with_its_reason(password: str) -> None:
    with pytest.raises(Invalid) as refusal:
        register(password=password)
    assert refusal.value.fields["password"]
    assert not User.objects.exists()


def test_nobody_floods_an_inbox_by_registering_it() -> None:
    for _time in range(5):
        register()
    with pytest.raises(TooMany):
        register()


def test_staff_open_an_account_for_a_phone_once(officer: User) -> None:
    first = open_returnee_account(by=officer, phone="+996700555001", language="ky", name="Nurlan")
    again = open_returnee_account(by=officer, phone="+996700555001", language="ru")
    assert first == again
    assert (again.name, again.language) == ("Nurlan", "ky")


def test_only_staff_open_accounts_for_others(observer: User) -> None:
    with pytest.raises(NotAllowed):
        open_returnee_account(by=observer, phone="+996700555001", language="ky")


@pytest.mark.parametrize(
    "fields",
    [
        {"role": Role.RETURNEE},
        {"role": Role.OBSERVER},
        {"role": Role.OBSERVER, "email": "a@example.org", "phone": "+996700555001"},
        {"role": Role.RETURNEE, "email": "a@example.org", "phone": "+996700555001"},
        {"role": Role.OFFICER, "email": "a@example.org"},
        {"role": Role.OBSERVER, "email": "A@example.org"},
    ],
)
def test_the_database_keeps_one_way_in_per_role(fields: dict[str, str]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create(**fields)


def test_one_address_cannot_register_without_end() -> None:
    for number in range(AN_HOUR_PER_ADDRESS.most):
        register(f"firm{number}@example.org")
    with pytest.raises(TooMany):
        register("one-more@example.org")
