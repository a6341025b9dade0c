"""An authenticator app for the demo: lets a newcomer sign in as staff without a phone."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from backend.accounts.demo_sign_ins import DEMO_PASSWORD, demo_sign_ins, seconds_left


@never_cache
@login_not_required
@require_safe
def authenticator(request: HttpRequest) -> HttpResponse:
    """The demo accounts with their present codes; 404 outside development."""
    if not settings.SANDBOX_PHONES:
        raise Http404
    words = {
        "sign_ins": demo_sign_ins(),
        "password": DEMO_PASSWORD,
        "seconds": seconds_left(),
    }
    return render(request, "accounts/authenticator.html", words)
