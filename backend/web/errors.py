"""What people see when something goes wrong: what happened and what to do next.

The root URLconf names these as its handlers; settings name `csrf_failure`.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render

from backend.lib.errors import Problem, TooMany


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413)
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that was open too long, or came from elsewhere. The reason stays in our log."""
    return render(request, "403_csrf.html", status=403)


class ProblemPages:
    """Middleware: a refusal by an action, met on a page, becomes a page that says it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, Problem):
            return None
        response = render(request, "web/problem.html", {"problem": error}, status=error.status)
        if isinstance(error, TooMany):
            response["Retry-After"] = str(error.retry_after)
        return response


def _answer(request: HttpRequest, status: int) -> HttpResponse:
    """A page for people; for machines the few words of RFC 9457 that need no view."""
    if not request.path.startswith("/api/"):
        return render(request, f"{status}.html", status=status)
    code, title = HTTPStatus(status).name.lower(), HTTPStatus(status).phrase
    body = {"type": f"urn:homeward:problem:{code}", "title": title, "status": status, "code": code}
    return JsonResponse(body, status=status, content_type="application/problem+json")
