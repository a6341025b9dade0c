"""Pages that belong to no domain: home, help, credits, language, leaving, the living page."""

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import check_for_language
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST, require_safe

from backend.web import design

A_YEAR = 365 * 24 * 3600
OURS = {"same-origin", "none"}


@login_not_required
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "web/home.html")


@login_not_required
@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """The way to all help, readable without sign-in. Live numbers and letters: reintegration."""
    return render(request, "web/help.html")


@login_not_required
@require_safe
def help_rights(request: HttpRequest) -> HttpResponse:
    return render(request, "web/help/rights.html")


@login_not_required
@require_safe
def help_signs(request: HttpRequest) -> HttpResponse:
    """Warning signs, and what to do. The address does not say so: it stays in a history."""
    return render(request, "web/help/signs.html")


@login_not_required
@require_safe
def credits_page(request: HttpRequest) -> HttpResponse:
    """Whose data and work this service stands on, as the licences ask."""
    return render(request, "web/credits.html")


@login_not_required
@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Keeps the language in a cookie and goes back to the page it was chosen on."""
    response = HttpResponseRedirect(_safe_next(request))
    language = request.POST.get("language", "")
    if language in dict(settings.LANGUAGES) and check_for_language(language):
        response.set_cookie(
            settings.LANGUAGE_COOKIE_NAME,
            language,
            max_age=A_YEAR,
            secure=settings.LANGUAGE_COOKIE_SECURE,
            httponly=True,
            samesite="Lax",
        )
    return response


# No token is asked: a page left open for hours must still let its reader go. A foreign
# site can reach the neutral page this way, but not sign anyone out.
@csrf_exempt
@login_not_required
@require_POST
def leave(request: HttpRequest) -> HttpResponse:
    """Signs out and goes on to an everyday page. With script the browser is there already."""
    if request.headers.get("Sec-Fetch-Site", "none") in OURS:
        logout(request)
    response = render(request, "web/leave.html")
    response["Clear-Site-Data"] = '"cache", "storage"'
    return response


@login_not_required
@require_GET
def design_page(request: HttpRequest) -> HttpResponse:
    """Every part of the design system in use."""
    return render(request, "web/design.html", design.examples())


def _safe_next(request: HttpRequest) -> str:
    target = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if ours else "/"
