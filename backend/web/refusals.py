"""What a form was sent, and a refusal shown where it belongs on the page."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, QueryDict

from backend.lib.errors import Problem


def sent(request: HttpRequest) -> QueryDict | None:
    """The body of a POST, also when every box was left empty; None for a page only opened."""
    return request.POST if request.method == "POST" else None


def show(problem: Problem, form: Form) -> None:
    """Put each sentence of `problem` at its field, or above the form."""
    for name, text in (problem.fields or {"": problem.text}).items():
        form.add_error(name if name in form.fields else None, str(text))


def say(problem: Problem, request: HttpRequest) -> None:
    """Say it on the next page: for buttons without a form of their own."""
    for text in problem.sentences:
        messages.error(request, text)
