"""Problem details (RFC 9457): the one shape of every error that a machine reads.

`{"type", "title", "status", "code", "detail", "errors": [{"pointer", "detail"}]}`; `errors`
stands only where single fields are at fault, `pointer` is a JSON Pointer (RFC 6901) into
the request body.
"""

from typing import Any

from django.http import JsonResponse
from django.utils.translation import gettext_lazy as _

CONTENT_TYPE = "application/problem+json"

TITLES = {
    400: _("Check what was sent"),
    401: _("Sign in first"),
    403: _("Not allowed"),
    404: _("Not found"),
    405: _("Not possible here"),
    406: _("No such format"),
    409: _("Already changed"),
    413: _("Too large"),
    415: _("No such format"),
    422: _("Sent twice with different content"),
    429: _("Too many tries"),
    500: _("Broken on our side"),
    503: _("Busy"),
}


def problem(
    code_number: int, code: str, detail: str, errors: list[dict[str, str]] | None = None
) -> dict[str, Any]:
    """The body of one problem."""
    body: dict[str, Any] = {
        "type": f"urn:homeward:problem:{code}",
        "title": str(TITLES.get(code_number, code)),
        "status": code_number,
        "code": code,
        "detail": detail,
    }
    if errors:
        body["errors"] = errors
    return body


def problem_response(code_number: int, code: str, detail: str) -> JsonResponse:
    """The same outside DRF: middleware and Django's error views."""
    body = problem(code_number, code, detail)
    return JsonResponse(body, status=code_number, content_type=CONTENT_TYPE)
