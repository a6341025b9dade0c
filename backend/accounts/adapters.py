"""How allauth behaves here: no open sign-up, sealed secrets, our landing pages, our log."""

import time
from typing import Any
from urllib.parse import urlsplit

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from backend.accounts.actions.sessions import note_signed_in, note_signed_out
from backend.accounts.actions.tokens import revoke_all
from backend.accounts.landing import landing_url
from backend.accounts.mail import send_letter
from backend.accounts.states import BY_EMAIL
from backend.lib import keyed

MFA_LABEL = "second-factor"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Employers register on their own page; nobody else registers by e-mail."""
        return False

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """E-mail opens only accounts that are guarded by a second factor."""
        if user.role not in BY_EMAIL:
            raise ImmediateHttpResponse(redirect("accounts:phone"))
        return super().pre_login(request, user, **kwargs)

    def login(self, request: HttpRequest, user: Any) -> None:
        super().login(request, user)
        note_signed_in(by=user, how="email")

    def logout(self, request: HttpRequest) -> None:
        if request.user.is_authenticated:
            note_signed_out(by=request.user)
        super().logout(request)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Who has just given the password need not give it again to set up a first factor."""
        if app == "allauth.mfa" and self._signed_in_just_now(self.request):
            return is_mfa_enabled(self.request.user, FACTORS)
        return bool(super().is_reauthentication_required(app=app, **kwargs))

    def _signed_in_just_now(self, request: HttpRequest) -> bool:
        records = get_authentication_records(request, request.user)
        newest = max((record["at"] for record in records), default=0.0)
        return bool(time.time() - newest < app_settings.REAUTHENTICATION_TIMEOUT)

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends the sessions (Django) and the keys: somebody may have had them."""
        super().set_password(user, password)
        revoke_all(user)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return landing_url(request.user)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Names this service as the settings do, not as the visitor's Host header does."""
        host = urlsplit(settings.HOMEWARD_BASE_URL).netloc
        site = {"name": "Homeward", "domain": host}
        words = {"request": self.request, "email": email, "current_site": site, **context}
        letter = self.render_mail(template_prefix, email, words)
        send_letter(str(letter.subject), str(letter.body), email)

    def get_client_ip(self, request: HttpRequest) -> str:
        """The address limits count. A request without one (a Unix socket) shares one budget."""
        try:
            return str(super().get_client_ip(request))
        except PermissionDenied:
            return "unknown"


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed in the database, and the last factor of a staff member stays."""

    def encrypt(self, text: str) -> str:
        return keyed.seal(MFA_LABEL, text)

    def decrypt(self, encrypted_text: str) -> str:
        return keyed.unseal(MFA_LABEL, encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        if authenticator.type not in FACTORS or authenticator.user.role not in BY_EMAIL:
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())
