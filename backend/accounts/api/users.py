from typing import Any

from django_filters import rest_framework as filters
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.actions.offices import create_office
from backend.accounts.actions.registration import invite_again, invite_user
from backend.accounts.actions.users import disable_user, enable_user, place_user
from backend.accounts.api.serializers import (
    OfficeInput,
    OfficeShape,
    UserChange,
    UserInput,
    UserShape,
)
from backend.accounts.models import Office, User
from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet, VisibleViewSet

INVITATION = OpenApiExample(
    "Invite an observer",
    request_only=True,
    value={
        "email": "observer@example.org",
        "name": "Aizada Toktosunova",
        "role": "observer",
        "language": "ru",
    },
)


class UserFilter(filters.FilterSet):
    office = filters.UUIDFilter(field_name="office__public_id")

    class Meta:
        model = User
        fields = ["role", "is_active", "office"]


class UserViewSet(ReadOnlyViewSet):
    """Accounts: administrators see all, supervisors their office's staff, others their own."""

    queryset = User.objects.none()
    serializer_class = UserShape
    filterset_class = UserFilter
    ordering_fields = ("name", "created_at")

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("office")

    @extend_schema(
        summary="Invite a colleague",
        description="Administrators only. Mails a link to set a password.",
        request=UserInput,
        responses={201: UserShape},
        examples=[INVITATION],
    )
    def create(self, request: Request) -> Response:
        return self.shown(invite_user(by=self.actor, **self.valid(UserInput)), status=201)

    @extend_schema(
        summary="Change role or office, close or open an account",
        description="Closing ends all sessions and keys of the account at once.",
        request=UserChange(partial=True),
        responses=UserShape,
        examples=[OpenApiExample("Close", request_only=True, value={"is_active": False})],
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        user, changes = self.get_object(), self.valid(UserChange, partial=True)
        active = changes.pop("is_active", None)
        if changes or active is None:
            user = place_user(by=self.actor, user=user, **changes)
        if active is not None:
            change = enable_user if active else disable_user
            user = change(by=self.actor, user=user)
        return self.shown(user)

    @extend_schema(
        summary="Send the invitation again",
        description="Administrators only, to somebody who has never signed in.",
        request=Empty,
        responses=UserShape,
    )
    @action(detail=True, methods=["post"], url_path="invite-again")
    def invite_again(self, request: Request, public_id: str) -> Response:
        return self.shown(invite_again(by=self.actor, user=self.get_object()))


class OfficeViewSet(mixins.ListModelMixin, VisibleViewSet):
    """Programme offices."""

    queryset = Office.objects.none()
    serializer_class = OfficeShape
    ordering_fields = ("name", "created_at")

    @extend_schema(
        summary="Open an office",
        description="Administrators only.",
        request=OfficeInput,
        responses={201: OfficeShape},
        examples=[OpenApiExample("Office", request_only=True, value={"name": "Osh"})],
    )
    def create(self, request: Request) -> Response:
        return self.shown(create_office(by=self.actor, **self.valid(OfficeInput)), status=201)
