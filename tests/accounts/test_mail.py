"""Mails about accounts reach their reader although the mail server was away for a while."""

import pytest
from celery.exceptions import Retry
from django.core import mail
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
