"""The sandbox's phones, as their owners would see them. For development: anyone may look."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_cache_control

from backend.notifications.models import SandboxSms

PHONES_A_PAGE = 50
# The newest are at the bottom, and nobody scrolls through a year of messages.
MESSAGES_SHOWN = 200
REFRESH_SECONDS = 5

View = Callable[..., HttpResponse]


def sandbox_only(view: View) -> View:
    """404 where real people's messages are; else open to all, kept by no cache."""

    @login_not_required
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: str) -> HttpResponse:
        if not settings.SANDBOX_PHONES:
            raise Http404
        response = view(request, **kwargs)
        patch_cache_control(response, no_store=True)
        return response

    return guarded


@sandbox_only
def phones(request: HttpRequest) -> HttpResponse:
    """All phones, the one with the newest message first."""
    pages = Paginator(SandboxSms.objects.newest_per_phone(), PHONES_A_PAGE)
    page = pages.get_page(request.GET.get("page"))
    return _live(request, "notifications/phones.html", {"page": page})


@sandbox_only
def phone(request: HttpRequest, inbox: str) -> HttpResponse:
    """One phone's messages, the newest at the bottom."""
    messages = SandboxSms.objects.of_phone(inbox).reverse()[:MESSAGES_SHOWN]
    bubbles = list(messages)[::-1]
    if not bubbles:
        raise Http404
    context = {"phone": bubbles[0].phone, "bubbles": bubbles}
    return _live(request, "notifications/phone.html", context)


def _live(request: HttpRequest, template: str, context: dict[str, object]) -> HttpResponse:
    """The page, loading itself again every few seconds until asked to stand still."""
    still = "still" in request.GET
    response = render(request, template, context | {"still": still, "seconds": REFRESH_SECONDS})
    if not still:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response
