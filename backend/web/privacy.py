"""Nothing personal stays in a browser's cache or history: phones are shared."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest, HttpResponse


class NothingKeptMiddleware:
    """`Cache-Control: no-store` on what a signed-in person or a machine gets.

    Without it the Back button shows the last page after somebody has left in a hurry.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user: Any = getattr(request, "user", None)
        personal = request.path.startswith("/api/") or (user and user.is_authenticated)
        if personal and not response.has_header("Cache-Control"):
            response["Cache-Control"] = "no-store"
        return response
