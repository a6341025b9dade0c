"""What people see when something goes wrong: what happened and what to do next.

The root URLconf names these as its handlers; settings name `csrf_failure`.
"""

from collections.abc import Callable
from http import HTTPStatus

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader

from backend.lib.errors import NotAllowed, NotFound, Problem, TooMany
from backend.lib.problem_details import TITLES, problem_response

SENTENCES = {403: NotAllowed.sentence, 404: NotFound.sentence, 413: TITLES[413]}


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if isinstance(exception, RequestDataTooBig):
        return _answer(request, 413)
    return _answer(request, 400)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return _answer(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Static for people, since anything may be broken; problem details for machines."""
    if request.path.startswith("/api/"):
        return problem_response(500, "broken", "Something broke on our side. Nothing was saved.")
    return HttpResponse(loader.render_to_string("500.html"), status=500)


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
    """A page for people; for machines the same words as problem details."""
    if not request.path.startswith("/api/"):
        return render(request, f"{status}.html", status=status)
    sentence = str(SENTENCES.get(status, Problem.sentence))
    return problem_response(status, HTTPStatus(status).name.lower(), sentence)
