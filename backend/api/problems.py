"""Every API error as RFC 9457 problem details, in the reader's language."""

from collections.abc import Iterator
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from rest_framework import exceptions, status
from rest_framework.response import Response
from rest_framework.views import set_rollback

from backend.lib.errors import NotFound, Problem, TooMany
from backend.lib.problem_details import CONTENT_TYPE, problem


def problem_handler(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF exception handler; None lets an unforeseen error become a 500."""
    error = _translated(error)
    if isinstance(error, Problem):
        errors = [{"pointer": f"/{name}", "detail": str(v)} for name, v in error.fields.items()]
        body = problem(error.status, error.code, str(error), errors)
        headers = {"Retry-After": str(error.retry_after)} if isinstance(error, TooMany) else {}
    elif isinstance(error, exceptions.ValidationError):
        body = problem(400, "invalid", _("Some answers need a change."), [*_flat(error.detail)])
        headers = {}
    elif isinstance(error, exceptions.APIException):
        codes = error.get_codes()
        body = problem(error.status_code, str(codes), str(error.detail))
        headers = _headers(error)
    else:
        return None
    if _is_atomic(context):
        set_rollback()
    return Response(body, status=body["status"], headers=headers, content_type=CONTENT_TYPE)


def _is_atomic(context: dict[str, Any]) -> bool:
    """Whether the view runs in a transaction of its own (it may be `non_atomic_requests`)."""
    dispatch = getattr(context.get("view"), "dispatch", None)
    return not getattr(dispatch, "_non_atomic_requests", None)


def _translated(error: Exception) -> Exception:
    """Django's own exceptions as ours, so that absent and hidden things look the same."""
    if isinstance(error, Http404 | exceptions.NotFound):
        return NotFound()
    if isinstance(error, PermissionDenied):
        return exceptions.PermissionDenied()
    if isinstance(error, OperationalError):
        return _Busy()
    return error


class _Busy(exceptions.APIException):
    status_code = status.HTTP_503_SERVICE_UNAVAILABLE
    default_detail = gettext_lazy("The service is busy. Nothing was lost; try again in a minute.")
    default_code = "busy"


def _flat(detail: Any, pointer: str = "") -> Iterator[dict[str, str]]:
    if isinstance(detail, dict):
        for name, inner in detail.items():
            yield from _flat(inner, pointer if name == "non_field_errors" else f"{pointer}/{name}")
    elif isinstance(detail, list) and any(isinstance(item, dict | list) for item in detail):
        for index, inner in enumerate(detail):
            yield from _flat(inner, f"{pointer}/{index}")
    elif isinstance(detail, list):
        for inner in detail:
            yield {"pointer": pointer, "detail": str(inner)}
    else:
        yield {"pointer": pointer, "detail": str(detail)}


def _headers(error: exceptions.APIException) -> dict[str, str]:
    headers = {}
    if wait := getattr(error, "wait", None):
        headers["Retry-After"] = str(int(wait))
    if challenge := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = challenge
    return headers
