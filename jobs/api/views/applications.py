"""Routes of applications and of the jobs they led to."""

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.lib.errors import Invalid
from jobs.actions import applications, hiring
from jobs.actions.bulk_answers import refuse_many
from jobs.api import filters
from jobs.api.serializers import applications as shapes
from jobs.models import Application, Placement
from reintegration.models import Returnee


class ApplicationViewSet(ReadOnlyViewSet):
    """Who asked for which vacancy, and the answer."""

    queryset = Application.objects.none()
    serializer_class = shapes.ApplicationShape
    filterset_class = filters.ApplicationFilter
    ordering_fields = ("created_at",)
    problems = {"refuse_many": (404,)}

    def get_queryset(self) -> QuerySet[Application]:
        return super().get_queryset().with_applicant()

    @extend_schema(request=shapes.ApplicationInput, responses={201: shapes.ApplicationShape})
    def create(self, request: Request) -> Response:
        """Apply; returnees for themselves, staff for a person of their office."""
        values = self.valid(shapes.ApplicationInput)
        returnee = values.pop("returnee", None) or self._self(request)
        row = applications.apply(values.pop("vacancy"), by=self.actor, returnee=returnee, **values)
        return self.shown(row, 201)

    @extend_schema(request=Empty, responses=shapes.ApplicationShape)
    @action(detail=True, methods=["post"])
    def seen(self, request: Request, public_id: str) -> Response:
        """The employer has read it."""
        return self.act(applications.mark_seen, Empty)

    @extend_schema(request=shapes.Invitation, responses=shapes.ApplicationShape)
    @action(detail=True, methods=["post"])
    def invite(self, request: Request, public_id: str) -> Response:
        """Ask the person to come and talk."""
        return self.act(applications.invite, shapes.Invitation)

    @extend_schema(request=shapes.Refusal, responses=shapes.ApplicationShape)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, public_id: str) -> Response:
        return self.act(applications.refuse, shapes.Refusal)

    @extend_schema(request=shapes.BulkRefusal, responses=shapes.BulkRefused)
    @action(detail=False, methods=["post"], url_path="refuse-many", pagination_class=None)
    def refuse_many(self, request: Request) -> Response:
        """One reason for several; who has an answer already is passed over."""
        said = self.valid(shapes.BulkRefusal)
        count = refuse_many(said["applications"], by=self.actor, reason=said["reason"])
        return Response(shapes.BulkRefused({"refused": count}).data)

    @extend_schema(request=shapes.Hire, responses=shapes.ApplicationShape)
    @action(detail=True, methods=["post"])
    def hire(self, request: Request, public_id: str) -> Response:
        """Give the place; the last one fills the vacancy."""
        application = self.get_object()
        hiring.hire(application, by=self.actor, **self.valid(shapes.Hire))
        return self.shown(application)

    @extend_schema(request=Empty, responses=shapes.ApplicationShape)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, public_id: str) -> Response:
        """Take it back; the employer sees nothing of the person any more."""
        return self.act(applications.withdraw, Empty)

    @staticmethod
    def _self(request: Request) -> Returnee:
        own = Returnee.objects.visible_to(request.user).filter(user=request.user.pk).first()
        if own is None:
            raise Invalid(fields={"returnee": _("Say who applies.")})
        return own


class PlacementViewSet(ReadOnlyViewSet):
    """Jobs that people really have."""

    queryset = Placement.objects.none()
    serializer_class = shapes.PlacementShape
    filterset_class = filters.PlacementFilter
    ordering_fields = ("started_on",)

    def get_queryset(self) -> QuerySet[Placement]:
        return super().get_queryset().for_card()

    @extend_schema(request=shapes.PlacementEnding, responses=shapes.PlacementShape)
    @action(detail=True, methods=["post"])
    def end(self, request: Request, public_id: str) -> Response:
        """Record that the job ended, and why."""
        return self.act(hiring.end_placement, shapes.PlacementEnding)
