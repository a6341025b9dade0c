"""A form that makes something new makes it once, however often it is sent.

A second tap, the Back button and a phone that sends again because the answer was lost all bring
the same `{% once %}` key. It is kept as `backend.api.idempotency` keeps those of the API: in the
transaction of the write itself, so a twin waits for it and then goes where it went.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, ParamSpec
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _

from backend.api.idempotency import claim, fingerprint
from backend.api.models import KeptResponse

FIELD = "once"
# What differs between two sendings of the same form.
NOT_CONTENT = {"csrfmiddlewaretoken", FIELD}

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def once(view: View[P]) -> View[P]:
    """For views that answer with a redirect when they have written, and with a page otherwise."""

    @wraps(view)
    def run(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        key = _key(request)
        if key is None:
            return view(request, *args, **kwargs)
        row, is_new, is_same = claim(request.user, key, _fingerprint(request))
        if not is_new:
            return _again(request, row, is_same=is_same)
        response = view(request, *args, **kwargs)
        if isinstance(response, HttpResponseRedirect):
            row.status, row.body = response.status_code, {"location": response.url}
            row.save(update_fields=["status", "body"])
        else:
            row.delete()  # nothing was written: corrected, it may be sent again
        return response

    return run


def _again(request: HttpRequest, row: KeptResponse, *, is_same: bool) -> HttpResponse:
    if not is_same:
        messages.info(request, _("This was already saved before. You can change it here."))
    body: dict[str, Any] = row.body or {}
    return HttpResponseRedirect(body.get("location", "/"))


def _key(request: HttpRequest) -> str | None:
    """Only one of ours: anything else is as good as none."""
    if request.method != "POST":
        return None
    try:
        return f"page:{UUID(request.POST.get(FIELD, ''))}"
    except ValueError:
        return None


def _fingerprint(request: HttpRequest) -> str:
    content = request.POST.copy()
    for name in NOT_CONTENT:
        content.pop(name, None)
    return fingerprint(request.get_full_path(), content)
