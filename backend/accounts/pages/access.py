"""Which roles a page is for. To everyone else it does not exist."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse

from backend.accounts.models import User
from backend.accounts.states import Role

View = Callable[..., HttpResponse]


def role_required(*roles: Role) -> Callable[[View], View]:
    """Answer 404 unless the signed-in user has one of `roles`."""
    wanted = frozenset(roles)

    def wrap(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            user: Any = request.user
            if not user.is_authenticated or user.role not in wanted:
                raise Http404
            return view(request, *args, **kwargs)

        return guarded

    return wrap


def actor(request: HttpRequest) -> User:
    """The signed-in User of a page that `role_required` guards."""
    return cast(User, request.user)
