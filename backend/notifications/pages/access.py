"""Who may open staff's pages of messages. To everyone else they do not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from backend.notifications.permissions import can_read_all

View = Callable[..., HttpResponse]


def readers_only(view: View) -> View:
    @wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        if not can_read_all(request.user):
            raise Http404
        return view(request, **kwargs)

    return guarded
