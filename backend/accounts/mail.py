"""E-mails about accounts, written in the reader's language and sent after the commit."""

from functools import partial

from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from backend.accounts.models import User


def send_invitation(user: User) -> None:
    """A link to set the first password; good for PASSWORD_RESET_TIMEOUT, and once."""
    parts = {"uidb36": user_pk_to_url_str(user), "key": default_token_generator.make_token(user)}
    path = reverse("account_reset_password_from_key", kwargs=parts)
    _send(user, "invitation", path)


def send_confirmation(user: User, address: EmailAddress) -> None:
    """A link that proves an employer's address."""
    key = EmailConfirmationHMAC.create(address).key
    _send(user, "confirmation", reverse("account_confirm_email", kwargs={"key": key}))


def send_account_exists(user: User) -> None:
    """Somebody registered with an address that has an account: its owner hears of it."""
    _send(user, "account_exists", reverse("account_reset_password"))


def _send(user: User, what: str, path: str) -> None:
    words = {"user": user, "url": settings.HOMEWARD_BASE_URL + path}
    with translation.override(user.language):
        subject = render_to_string(f"accounts/mail/{what}_subject.txt", words).strip()
        body = render_to_string(f"accounts/mail/{what}.txt", words)
    transaction.on_commit(partial(send_mail, subject, body, None, [str(user.email)]))
