"""The OpenAPI schema: every operation names the problems it can answer.

A view may add `problems = {"submit": (409,)}`; the rest follows from its method and
permissions, so that no answer of the service is undocumented.
"""

from typing import Any, Literal

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from backend.lib.problem_details import CONTENT_TYPE, TITLES

PROBLEM_ERROR = inline_serializer(
    "ProblemError", {"pointer": serializers.CharField(), "detail": serializers.CharField()}
)
PROBLEM = inline_serializer(
    "Problem",
    {
        "type": serializers.CharField(),
        "title": serializers.CharField(),
        "status": serializers.IntegerField(),
        "code": serializers.CharField(),
        "detail": serializers.CharField(),
        "errors": PROBLEM_ERROR.__class__(many=True, required=False),
    },
)
IDEMPOTENCY_KEY = OpenApiParameter(
    "Idempotency-Key",
    str,
    OpenApiParameter.HEADER,
    description="Any text of your own; the same key is done once and answered the same for a day.",
)
ALWAYS = (401, 403, 406, 429, 503)
WRITES = (400, 409, 413, 415, 422)


class Schema(AutoSchema):
    """drf-spectacular's view of ours, with tags by app and problems on every operation."""

    def get_tags(self) -> list[str]:
        parts = self.path.removeprefix("/api/v1/").split("/")
        return [parts[0]]

    def get_override_parameters(self) -> list[Any]:
        writes = self.method in ("POST", "PUT", "PATCH", "DELETE")
        if writes and getattr(self.view, "repeatable", False):
            return [IDEMPOTENCY_KEY]
        return []

    def _get_response_bodies(
        self, direction: Literal["request", "response"] = "response"
    ) -> dict[str, Any]:
        """The answers the view declares, and every problem this operation can give.

        Not `get_response_serializers`: `@extend_schema(responses=…)` replaces that one.
        """
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for code in self._problem_codes():
            answer = OpenApiResponse(PROBLEM, description=str(TITLES[code]))
            body = self._get_response_for_code(  # type: ignore[no-untyped-call]
                answer, str(code), [CONTENT_TYPE], direction
            )
            bodies.setdefault(str(code), body)
        return bodies

    def _problem_codes(self) -> list[int]:
        codes = set(ALWAYS)
        if all(isinstance(p, AllowAny) for p in self.view.get_permissions()):
            codes -= {403}
        if self.method != "GET":
            codes |= set(WRITES)
        elif self._is_list_view():
            codes |= {400}
        if "{" in self.path:
            codes |= {404}
        declared = getattr(self.view, "problems", {})
        return sorted(codes | set(declared.get(getattr(self.view, "action", ""), ())))
