"""What holds for every request of a signed-in browser."""

from collections.abc import Callable
from typing import Any

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from backend.accounts.adapters import FACTORS
from backend.accounts.landing import landing_url
from backend.accounts.models import User
from backend.accounts.second_factor import was_given
from backend.accounts.sessions import keep_within_bounds
from backend.accounts.states import BY_EMAIL
from backend.lib.problem_details import problem_response

GetResponse = Callable[[HttpRequest], HttpResponse]

# What an account without a second factor may still do: get one, read, and leave.
WITHOUT_FACTOR = {
    "account_logout",
    "account_reauthenticate",
    "account_email",
    "account_confirm_email",
    "account_email_verification_sent",
    "account_change_password",
    "account_set_password",
}
# Whoever reads help or writes a letter leaves no minute of it in their session.
UNNOTED = "/help/"
API_WITHOUT_FACTOR = {"auth-sign-out", "auth-sign-out-everywhere", "me"}


class SessionLimitsMiddleware:
    """Ends sessions that have been idle or open too long; stands before any login check."""

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            keep_within_bounds(request, noted=not request.path.startswith(UNNOTED))
        return self.get_response(request)


class MfaRequiredMiddleware:
    """Nobody who signs in by e-mail does anything before this session passed a second factor.

    That the account has one is not enough: a session that gave only the password, opened
    before the owner set a factor up, may be a stranger's, and ends.

    Also keeps returnees out of allauth's pages: an e-mail and a password there would be a
    second way into an account that has no second factor.
    """

    def __init__(self, get_response: GetResponse):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        user = request.user
        if not isinstance(user, User) or request.resolver_match is None:
            return None
        name = request.resolver_match.view_name
        if user.role not in BY_EMAIL:
            barred = name.startswith(("account_", "mfa_")) and name != "account_logout"
            return redirect(landing_url(user)) if barred else None
        is_api = request.path.startswith("/api/")
        has_factor = is_mfa_enabled(user, FACTORS)
        if has_factor and was_given(request):
            return None
        if has_factor:
            logout(request)
        if _is_open(name, view, is_api=is_api) and not has_factor:
            return None
        return _refusal(request, has_factor=has_factor, is_api=is_api, view=view)


def _refusal(
    request: HttpRequest, *, has_factor: bool, is_api: bool, view: Any
) -> HttpResponse | None:
    """Where to go: to set up a first factor, or to sign in with the one there is."""
    if is_api:
        again = _("Sign in again, with your second step.")
        sentence = again if has_factor else _("Set up a second step first.")
        return problem_response(403, "mfa_required", sentence)
    if not has_factor:
        return redirect("mfa_index")
    return redirect("account_login") if getattr(view, "login_required", True) else None


def _is_open(name: str, view: Any, *, is_api: bool) -> bool:
    if is_api:
        return name in API_WITHOUT_FACTOR
    public = not getattr(view, "login_required", True)
    return public or name in WITHOUT_FACTOR or name.startswith("mfa_")
