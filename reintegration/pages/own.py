"""A returnee's own file, for their own pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from backend.accounts.pages.access import View, role_required
from backend.accounts.states import Role
from backend.lib.phone import masked
from reintegration.models import Returnee
from reintegration.states import ReturneeState

OwnView = Callable[..., HttpResponse]


def with_own_file(view: OwnView) -> View:
    """Call `view(request, returnee, …)`; who has no file yet is led to the registration."""

    @role_required(Role.RETURNEE)
    @wraps(view)
    def opened(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        files = Returnee.objects.with_background().select_related("user", "merged_into__user")
        own = files.filter(user=request.user.pk).first()
        if own is None:
            return redirect("reintegration:register")
        if own.state == ReturneeState.MERGED:
            return _merged(request, own)
        return view(request, own, *args, **kwargs)

    return opened


def _merged(request: HttpRequest, own: Returnee) -> HttpResponse:
    """The person has two numbers and one file: say which number opens it."""
    kept = own.merged_into
    number = masked(kept.user.phone) if kept and kept.user and kept.user.phone else ""
    return render(request, "reintegration/merged.html", {"number": number})
