from typing import Any, cast

from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.actions.users import change_self
from backend.accounts.api.serializers import Me, MeChange
from backend.accounts.models import User
from backend.api.views import SafeToRepeat


class MeView(SafeToRepeat):
    """The caller's own account."""

    @extend_schema(summary="My account", responses=Me)
    def get(self, request: Request) -> Response:
        return Response(Me(cast("User", request.user)).data)

    @extend_schema(
        summary="Change my name or language",
        request=MeChange(partial=True),
        responses=Me,
        examples=[OpenApiExample("Language", request_only=True, value={"language": "ky"})],
    )
    def patch(self, request: Request) -> Response:
        serializer = MeChange(data=request.data, partial=True)
        serializer.is_valid(raise_exception=True)
        changes: dict[str, Any] = serializer.validated_data
        return Response(Me(change_self(by=cast("User", request.user), **changes)).data)
