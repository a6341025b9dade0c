"""Sign-ins for development and demonstration: known passwords, known second factors.

Every function refuses to run where SANDBOX_PHONES is off, and production has it off.
"""

import base64
import hashlib
import time
from dataclasses import dataclass
from functools import cache

from allauth.account.models import EmailAddress
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.sessions.backends.base import SessionBase
from django.db import transaction
from django.http import HttpRequest

from backend.accounts.models import Office, User
from backend.accounts.second_factor import note_given
from backend.accounts.states import BY_EMAIL

DEMO_PASSWORD = "welcome-home-2026"  # noqa: S105  known to everybody, works in demos only
STEP = 30


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    user: User
    code: str


@transaction.atomic
def open_demo_account(
    *, email: str, name: str, role: str, office: Office | None = None, language: str = "en"
) -> User:
    """The demo account of `email`, made on the first call: DEMO_PASSWORD and a known TOTP."""
    _refuse_outside_sandbox()
    user = User.objects.filter(email=email).first()
    if user is None:
        user = User(email=email, name=name, role=role, office=office, language=language)
        user.password = _hashed()
        user.save()
        EmailAddress.objects.create(user=user, email=email, primary=True, verified=True)
    give_known_authenticator(user)
    return user


def give_known_authenticator(user: User) -> None:
    """A second factor whose codes /dev/authenticator/ shows; keeps one the user has."""
    _refuse_outside_sandbox()
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        TOTP.activate(user, _secret(user))


def pass_second_factor(session: SessionBase, user: User) -> None:
    """Mark a session that no browser opened as one that gave the known code."""
    _refuse_outside_sandbox()
    if user.role not in BY_EMAIL:
        return
    give_known_authenticator(user)
    request = HttpRequest()
    request.session = session
    note_given(request, user, Authenticator.objects.filter(user=user, type="totp").get())
    session.save()


def demo_sign_ins() -> list[DemoSignIn]:
    """The accounts with a known second factor, and their present codes."""
    _refuse_outside_sandbox()
    kept = Authenticator.objects.filter(type=Authenticator.Type.TOTP, user__is_active=True)
    users = [row.user for row in kept.select_related("user").order_by("pk") if _is_known(row)]
    return [DemoSignIn(user, code_of(user)) for user in users]


def code_of(user: User) -> str:
    """What the authenticator app of a demo account would show now."""
    return format_hotp_value(hotp_value(_secret(user), int(time.time()) // STEP))


def seconds_left() -> int:
    """How long the present codes stay."""
    return STEP - int(time.time()) % STEP


def _is_known(row: Authenticator) -> bool:
    return bool(get_adapter().decrypt(row.data["secret"]) == _secret(row.user))


def _secret(user: User) -> str:
    """A TOTP secret anybody can compute from the e-mail."""
    return base64.b32encode(hashlib.sha256(f"demo:{user.email}".encode()).digest()[:20]).decode()


@cache
def _hashed() -> str:
    return make_password(DEMO_PASSWORD)


def _refuse_outside_sandbox() -> None:
    if not settings.SANDBOX_PHONES:
        raise RuntimeError("Demo sign-ins exist only where SANDBOX_PHONES is on.")
