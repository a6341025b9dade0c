"""Business support: plans, their decision, grants and what is paid out."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.lib.errors import Invalid
from reintegration.actions import business, grants
from reintegration.api import filters
from reintegration.api.serializers import business as shapes
from reintegration.models import BusinessPlan, Grant, Returnee, Tranche


class BusinessPlanViewSet(ReadOnlyViewSet):
    """What people want to start."""

    queryset = BusinessPlan.objects.none()
    serializer_class = shapes.PlanShape
    filterset_class = filters.PlanFilter
    ordering_fields = ("created_at",)

    def get_queryset(self) -> QuerySet[BusinessPlan]:
        return super().get_queryset().for_card()

    @extend_schema(request=shapes.PlanInput, responses={201: shapes.PlanShape})
    def create(self, request: Request) -> Response:
        """Begin a plan; staff may write one down for a person of their office."""
        values = self.valid(shapes.PlanInput)
        returnee = values.pop("returnee", None) or self._self()
        return self.shown(business.write_plan(returnee, by=self.actor, **values), 201)

    @extend_schema(request=shapes.PlanChange, responses=shapes.PlanShape)
    def partial_update(self, request: Request, public_id: str) -> Response:
        return self.act(business.change_plan, shapes.PlanChange, partial=True)

    @extend_schema(request=Empty, responses=shapes.PlanShape)
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, public_id: str) -> Response:
        """Hand the plan in."""
        return self.act(business.submit_plan, Empty)

    @extend_schema(request=shapes.PlanReason, responses=shapes.PlanShape)
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def give_back(self, request: Request, public_id: str) -> Response:
        """Give it back for changes."""
        return self.act(business.return_plan, shapes.PlanReason)

    @extend_schema(request=shapes.ApprovalInput, responses=shapes.PlanShape)
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, public_id: str) -> Response:
        """Promise a grant, in parts that add up to it."""
        return self._then_plan(business.approve_plan, shapes.ApprovalInput)

    @extend_schema(request=shapes.PlanReason, responses=shapes.PlanShape)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, public_id: str) -> Response:
        return self.act(business.reject_plan, shapes.PlanReason)

    @extend_schema(request=shapes.BusinessStart, responses=shapes.PlanShape)
    @action(detail=True, methods=["post"])
    def start(self, request: Request, public_id: str) -> Response:
        """The business runs."""
        return self._then_plan(grants.record_business_start, shapes.BusinessStart)

    def _then_plan(self, deed: Any, input_class: Any) -> Response:
        plan = self.get_object()
        deed(plan, by=self.actor, **self.valid(input_class))
        return self.shown(plan)

    def _self(self) -> Returnee:
        own = Returnee.objects.visible_to(self.actor).filter(user=self.actor).first()
        if own is None:
            raise Invalid(fields={"returnee": _("Say whose plan it is.")})
        return own


class GrantViewSet(ReadOnlyViewSet):
    """Money promised for approved plans."""

    queryset = Grant.objects.none()
    serializer_class = shapes.GrantShape
    filterset_class = filters.GrantFilter

    def get_queryset(self) -> QuerySet[Grant]:
        return super().get_queryset().for_card()


class TrancheViewSet(ReadOnlyViewSet):
    """The parts of grants."""

    queryset = Tranche.objects.none()
    serializer_class = shapes.TrancheShape
    filterset_class = filters.TrancheFilter

    def get_queryset(self) -> QuerySet[Tranche]:
        return super().get_queryset().for_card()

    @extend_schema(request=Empty, responses=shapes.TrancheShape)
    @action(detail=True, methods=["post"])
    def due(self, request: Request, public_id: str) -> Response:
        """The condition is met."""
        return self.act(grants.mark_tranche_due, Empty)

    @extend_schema(request=Empty, responses=shapes.TrancheShape)
    @action(detail=True, methods=["post"])
    def release(self, request: Request, public_id: str) -> Response:
        """Pay out: somebody else than who approved the grant."""
        return self.act(grants.release_tranche, Empty)

    @extend_schema(request=Empty, responses=shapes.TrancheShape)
    @action(detail=True, methods=["post"])
    def cancel(self, request: Request, public_id: str) -> Response:
        return self.act(grants.cancel_tranche, Empty)
