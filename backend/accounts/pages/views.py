"""Signing in by phone, step by step, and out. The same actions as the API."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from backend.accounts.actions.codes import request_code, verify_code
from backend.accounts.addresses import network_of
from backend.accounts.landing import landing_url
from backend.accounts.models import SignInCode
from backend.accounts.pages.forms import CodeForm, PhoneForm
from backend.accounts.sessions import close_session, open_session
from backend.lib.errors import Problem
from backend.lib.phone import masked
from backend.notifications.gateways.sandbox import inbox_of

ASKED, NEXT = "sign_in_asked", "sign_in_next"


@never_cache
@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def phone(request: HttpRequest) -> HttpResponse:
    """Step 1: the number. Signing in and registering are the same."""
    wanted = _safe(request, request.GET.get("next", ""))
    if request.user.is_authenticated:
        return redirect(wanted or landing_url(request.user))
    if wanted.startswith(tuple(settings.EMAIL_SIGN_IN_PATHS)):
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")
    form = PhoneForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _send(request, form.cleaned_data["phone"])
        except Problem as problem:
            form.add_error("phone", str(problem))
        else:
            request.session[NEXT] = wanted
            return redirect("accounts:code")
    return render(request, "accounts/phone.html", {"form": form})


@never_cache
@login_not_required
@transaction.non_atomic_requests
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Step 2: the code from the SMS."""
    asked = _asked(request)
    if asked is None:
        return redirect("accounts:phone")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = verify_code(
                request_id=asked.public_id,
                secret=request.session[ASKED]["secret"],
                code=form.cleaned_data["code"],
            )
        except Problem as problem:
            form.add_error("code", str(problem.fields.get("code", problem)))
        else:
            del request.session[ASKED]
            wanted = request.session.pop(NEXT, "")
            open_session(request, user, shared=form.cleaned_data["shared"])
            return redirect(wanted or landing_url(user))
    inbox = inbox_of(asked.phone) if settings.SANDBOX_PHONES else ""
    context = {"form": form, "phone": masked(asked.phone), "inbox": inbox}
    return render(request, "accounts/code.html", context)


@never_cache
@login_not_required
@transaction.non_atomic_requests
@require_POST
def resend(request: HttpRequest) -> HttpResponse:
    """One more code to the same number; an older one that arrives late still works."""
    asked = _asked(request)
    if asked is None:
        return redirect("accounts:phone")
    try:
        _send(request, asked.phone, secret=request.session[ASKED]["secret"])
        messages.success(request, _("We have sent a new code."))
    except Problem as problem:
        messages.error(request, str(problem))
    return redirect("accounts:code")


@login_not_required
@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    close_session(request)
    response = redirect("/")
    # Nothing of the person stays in a phone that others use (ASVS 14.3.1).
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@require_safe
def landing(request: HttpRequest) -> HttpResponse:
    """To the start page of the reader's role."""
    return redirect(landing_url(request.user))


def _send(request: HttpRequest, number: str, *, secret: str | None = None) -> None:
    asked, secret = request_code(
        phone=number,
        language=get_language() or settings.LANGUAGE_CODE,
        address=network_of(request),
        secret=secret,
    )
    request.session[ASKED] = {"request": str(asked.public_id), "secret": secret}


def _asked(request: HttpRequest) -> SignInCode | None:
    """The request this browser made; the session holds no number."""
    kept = request.session.get(ASKED)
    return SignInCode.objects.filter(public_id=kept["request"]).first() if kept else None


def _safe(request: HttpRequest, target: str) -> str:
    """`target` if it is a path of ours, else nothing."""
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else ""
