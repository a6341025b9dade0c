"""E-mails about accounts: handed to a worker after the commit, written in the reader's language.

The request never waits for the mail server, and what is committed stands although it is
down: the worker tries again for about an hour. The task carries a word and an id, or what
allauth has written as a sealed letter, so that no link that opens an account ever lies in
Redis for others to read.
"""

import json
import logging

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from celery import Task, shared_task
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from backend.accounts.landing import landing_url
from backend.accounts.models import User
from backend.lib import keyed

LETTER_LABEL = "letter"
INVITATION, CONFIRMATION, ACCOUNT_EXISTS = "invitation", "confirmation", "account_exists"
WAITING = "waiting"

logger = logging.getLogger(__name__)


def send_invitation(user: User) -> None:
    """A link to set the first password; good for PASSWORD_RESET_TIMEOUT, and once."""
    _after_commit(INVITATION, user)


def send_confirmation(user: User) -> None:
    """A link that proves an employer's address."""
    _after_commit(CONFIRMATION, user)


def send_account_exists(user: User) -> None:
    """Somebody registered with an address that has an account: its owner hears of it."""
    _after_commit(ACCOUNT_EXISTS, user)


def send_waiting(user: User) -> None:
    """Something waits on the first page of staff. The mail does not say what."""
    _after_commit(WAITING, user)


def send_letter(subject: str, body: str, to: str) -> None:
    """A text that is written already, as allauth's are."""
    sealed = keyed.seal(LETTER_LABEL, json.dumps([subject, body, to]))
    transaction.on_commit(lambda: _hand_over(post, sealed), robust=True)


# Each wait is shorter than CELERY_VISIBILITY_TIMEOUT, else the broker would double the task.
@shared_task(autoretry_for=(OSError,), retry_backoff=10, retry_backoff_max=240, max_retries=18)
def post(sealed: str) -> None:
    """Open the letter and send it."""
    subject, body, to = json.loads(keyed.unseal(LETTER_LABEL, sealed))
    send_mail(subject, body, None, [to])


@shared_task(autoretry_for=(OSError,), retry_backoff=10, retry_backoff_max=240, max_retries=18)
def deliver(what: str, user_id: int) -> None:
    """Write and send it; again if the mail server does not take it. Twice does no harm."""
    user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return
    words = {"user": user, "url": settings.HOMEWARD_BASE_URL + _path(what, user)}
    with translation.override(user.language):
        subject = render_to_string(f"accounts/mail/{what}_subject.txt", words).strip()
        body = render_to_string(f"accounts/mail/{what}.txt", words)
    send_mail(subject, body, None, [str(user.email)])


def _path(what: str, user: User) -> str:
    if what == WAITING:
        return landing_url(user)
    if what == ACCOUNT_EXISTS:
        return reverse("account_reset_password")
    if what == CONFIRMATION:
        key = EmailConfirmationHMAC.create(EmailAddress.objects.get(user=user, primary=True)).key
        return reverse("account_confirm_email", kwargs={"key": key})
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    return reverse("account_reset_password_from_key", kwargs=parts)


def _after_commit(what: str, user: User) -> None:
    transaction.on_commit(lambda: _hand_over(deliver, what, user.pk), robust=True)


def _hand_over(task: Task[..., None], *arguments: str | int) -> None:
    try:
        # `retry=False`: the person's page is waiting.
        task.apply_async(arguments, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        logger.error("Mail (%s) was not handed over (%s)", task.name, type(error).__name__)
