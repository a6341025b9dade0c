"""A firm that lets people wait is reminded: of each once, by day, in one letter."""

import datetime as dt

import pytest
from django.core import mail
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks

from backend.accounts.models import User
from jobs.actions.reminders import PATIENCE, is_time_to_write, remind_next
from jobs.models import Application, Employer
from jobs.states import ApplicationState, EmployerState, RefusalReason
from reintegration.models import Returnee
from tests.jobs.test_applications import take_back_consent

Callbacks = DjangoCaptureOnCommitCallbacks


@pytest.fixture
def late(application: Application, employer_user: User) -> Application:
    Application.objects.update(created_at=timezone.now() - PATIENCE - dt.timedelta(hours=1))
    return application


def remind(callbacks: Callbacks) -> int:
    """How many firms were written to."""
    with callbacks(execute=True):
        return sum(iter(lambda: remind_next(now=timezone.now()), False))


def test_one_letter_about_all_and_never_again(
    late: Application,
    bakyt: Returnee,
    employer_user: User,
    django_capture_on_commit_callbacks: Callbacks,
) -> None:
    second = Application.objects.create(vacancy=late.vacancy, returnee=bakyt)
    Application.objects.filter(pk=second.pk).update(created_at=late.created_at - PATIENCE * 2)
    assert remind(django_capture_on_commit_callbacks) == 1
    (letter,) = mail.outbox
    assert letter.to == [employer_user.email]
    assert "2" in letter.body
    assert remind(django_capture_on_commit_callbacks) == 0


def test_no_letter_names_a_person(
    late: Application, anara: Returnee, django_capture_on_commit_callbacks: Callbacks
) -> None:
    remind(django_capture_on_commit_callbacks)
    (letter,) = mail.outbox
    assert anara.given_names not in f"{letter.subject} {letter.body}"
    assert anara.family_name not in f"{letter.subject} {letter.body}"


@pytest.mark.parametrize("why", ["young", "answered", "taken back", "suspended", "consent"])
def test_nobody_is_reminded_of_what_needs_no_answer(
    late: Application,
    anara: Returnee,
    django_capture_on_commit_callbacks: Callbacks,
    why: str,
) -> None:
    match why:
        case "young":
            Application.objects.update(created_at=timezone.now())
        case "answered":
            Application.objects.update(
                state=ApplicationState.REFUSED, refusal_reason=RefusalReason.SKILLS
            )
        case "taken back":
            Application.objects.update(state=ApplicationState.WITHDRAWN)
        case "suspended":
            Employer.objects.update(state=EmployerState.SUSPENDED)
        case "consent":
            take_back_consent(anara)
    assert remind(django_capture_on_commit_callbacks) == 0


@pytest.mark.parametrize(
    ("hour", "day", "may"), [(11, 24, True), (3, 24, False), (21, 24, False), (11, 28, False)]
)
def test_letters_go_on_weekdays_by_day(hour: int, day: int, may: bool) -> None:
    """24 November 2026 is a Tuesday."""
    moment = dt.datetime(2026, 11, day, hour, tzinfo=timezone.get_default_timezone())
    assert is_time_to_write(moment.astimezone(dt.UTC)) is may
