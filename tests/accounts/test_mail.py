"""Mails about accounts reach their reader although the mail server was away for a while."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from celery.exceptions import Retry
from celery.signals import task_prerun
from django.core import mail
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from backend.accounts.mail import INVITATION, deliver
from backend.accounts.models import User
from backend.audit.models import Entry
from tests.conftest import Api

pytestmark = pytest.mark.django_db

SMTP = "django.core.mail.backends.smtp.EmailBackend"
USERS = "/api/v1/users/"
NEW = {"email": "aizada@example.org", "name": "Aizada", "role": "observer", "language": "ru"}


def test_a_mail_server_that_is_away_is_asked_again_later(officer: User, settings: Settings) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, 1
    with pytest.raises(Retry):
        deliver.apply((INVITATION, officer.pk), throw=True)


def test_the_page_does_not_wait_for_the_mail_server(
    account: Callable[..., User],
    client: Client,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, 1  # sending at once would raise
    with django_capture_on_commit_callbacks() as after_commit:
        answer = client.post("/accounts/password/reset/", {"email": account().email})
    assert (answer.status_code, len(after_commit)) == (302, 1)


def test_what_lies_in_redis_shows_nobody_the_link(
    account: Callable[..., User],
    client: Client,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    carried: list[str] = []

    def note(args: tuple[str], **kwargs: Any) -> None:
        carried.extend(args)

    task_prerun.connect(note)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/accounts/password/reset/", {"email": account().email})
    assert "/accounts/password/reset/key/" in mail.outbox[0].body
    assert len(carried) == 1
    assert not re.search("reset|aigul|example", carried[0])


def test_a_lost_invitation_is_sent_again(
    administrator: User,
    api: Api,
    settings: Settings,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    settings.EMAIL_BACKEND, settings.EMAIL_PORT = SMTP, 1
    with django_capture_on_commit_callbacks(execute=True):
        user = api(administrator).post(USERS, NEW).json()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    with django_capture_on_commit_callbacks(execute=True):
        url = f"{USERS}{user['public_id']}/invite-again/"
        assert api(administrator).post(url).status_code == 200
    assert "http://testserver/accounts/password/reset/key/" in mail.outbox[0].body
    assert Entry.objects.filter(deed="accounts.user.invited_again").exists()


def test_who_has_signed_in_is_not_invited_again(
    administrator: User, officer: User, api: Api
) -> None:
    url = f"{USERS}{officer.public_id}/invite-again/"
    assert api(administrator).post(url).status_code == 200
    User.objects.filter(pk=officer.pk).update(last_login=officer.created_at)
    assert api(administrator).post(url).status_code == 409
