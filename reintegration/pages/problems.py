"""A refusal, shown where it belongs on a page."""

from django.forms import Form

from backend.lib.errors import Problem


def show(problem: Problem, form: Form) -> None:
    """Put each sentence of `problem` at its field, or above the form."""
    for name, text in (problem.fields or {"": problem.text}).items():
        form.add_error(name if name in form.fields else None, str(text))
