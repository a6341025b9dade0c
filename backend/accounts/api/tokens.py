from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import mixins
from rest_framework.permissions import IsAuthenticated
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.actions.tokens import create_token, revoke_token
from backend.accounts.api.authentication import InPerson
from backend.accounts.api.serializers import NewToken, TokenInput, TokenShape
from backend.accounts.models import ApiToken
from backend.api.views import VisibleViewSet


class TokenViewSet(mixins.ListModelMixin, VisibleViewSet):
    """Keys for machines, made and ended by people who have signed in, not by other keys.

    A key is shown once, so its answer is never kept for repetition.
    """

    queryset = ApiToken.objects.none()
    serializer_class = TokenShape
    permission_classes = [IsAuthenticated, InPerson]
    repeatable = False
    ordering_fields = ("name", "created_at", "last_used_at")

    @extend_schema(
        summary="Make a key",
        description="It lasts a year at most, and a year unless `expires_at` says less.",
        request=TokenInput,
        responses={201: NewToken},
        examples=[OpenApiExample("Key", request_only=True, value={"name": "Nightly report"})],
    )
    def create(self, request: Request) -> Response:
        token, key = create_token(by=self.actor, **self.valid(TokenInput))
        return Response({**TokenShape(token).data, "key": key}, status=201)

    @extend_schema(summary="Revoke a key", description="It is refused at its next use.")
    def destroy(self, request: Request, public_id: str) -> Response:
        revoke_token(by=self.actor, token=self.get_object())
        return Response(status=204)
