"""The OpenAPI schema: every operation names the problems it can answer.

A view may add `problems = {"submit": (409,)}`; the rest follows from its method and
permissions, so that no answer of the service is undocumented.
"""

from typing import Any

from drf_spectacular.openapi import AutoSchema
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, inline_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny

from backend.api.problems import CONTENT_TYPE, TITLES

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
        if self.method in ("POST", "PUT", "PATCH", "DELETE"):
            return [IDEMPOTENCY_KEY]
        return []

    def get_response_serializers(self) -> Any:
        """The declared success answers and every problem this operation can give."""
        success = super().get_response_serializers()
        answers = dict(success) if isinstance(success, dict) else {self._status(): success}
        for code in self._problem_codes():
            answers.setdefault(
                (code, CONTENT_TYPE), OpenApiResponse(PROBLEM, description=str(TITLES[code]))
            )
        return answers

    def _status(self) -> int:
        if self.method == "DELETE":
            return 204
        creates = self.method == "POST" and getattr(self.view, "action", "") == "create"
        return 201 if creates else 200

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
