"""Numbers to call: open to everybody to read, and kept by staff."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from reintegration.actions import staff_hotlines as deeds
from reintegration.api.filters import HotlineFilter
from reintegration.api.serializers import hotlines as shapes
from reintegration.models import Hotline

PROPOSE = OpenApiExample("Propose a number", request_only=True, value=shapes.EXAMPLE)
CONFIRM = OpenApiExample("Confirm", request_only=True, value={"good_until": "2027-05-01"})


class HotlineViewSet(ReadOnlyViewSet):
    """Confirmed numbers for everybody; staff see also what is proposed or withdrawn."""

    queryset = Hotline.objects.none()
    serializer_class = shapes.HotlineShape
    filterset_class = HotlineFilter
    ordering_fields = ("country", "confirmed_at")

    def get_permissions(self) -> list[Any]:
        if self.action in ("list", "retrieve"):
            return [AllowAny()]
        return list(super().get_permissions())

    def get_queryset(self) -> QuerySet[Hotline]:
        rows: QuerySet[Hotline] = super().get_queryset().for_staff()
        return rows

    @extend_schema(
        request=shapes.HotlineInput, responses={201: shapes.HotlineShape}, examples=[PROPOSE]
    )
    def create(self, request: Request) -> Response:
        """Propose a number. Nobody outside sees it before a second colleague confirms it."""
        row = deeds.propose(by=self.actor, **self.valid(shapes.HotlineInput))
        return self.shown(row, status=201)

    @extend_schema(request=shapes.ConfirmInput, responses=shapes.HotlineShape, examples=[CONFIRM])
    @action(detail=True, methods=["post"])
    def confirm(self, request: Request, public_id: str) -> Response:
        """The caller has called the number today, and did not propose it."""
        return self.act(deeds.confirm, shapes.ConfirmInput)

    @extend_schema(request=Empty, responses=shapes.HotlineShape)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, public_id: str) -> Response:
        """From now on nobody is shown it."""
        return self.act(deeds.withdraw, Empty)
