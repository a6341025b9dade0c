"""Routes of training. Each verb: parse, act, show."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from backend.lib.errors import Invalid
from reintegration.models import Returnee
from training.actions import courses, enrolments
from training.api import filters
from training.api import serializers as shapes
from training.models import Cohort, Course, Enrolment, Provider


class ProviderViewSet(ReadOnlyViewSet):
    """Training partners."""

    queryset = Provider.objects.none()
    serializer_class = shapes.ProviderShape
    ordering_fields = ("name",)

    @extend_schema(request=shapes.ProviderInput, responses={201: shapes.ProviderShape})
    def create(self, request: Request) -> Response:
        values = self.valid(shapes.ProviderInput)
        return self.shown(courses.add_provider(by=self.actor, **values), 201)

    @extend_schema(request=shapes.TrainerInput, responses=shapes.ProviderShape)
    @action(detail=True, methods=["post"])
    def trainers(self, request: Request, public_id: str) -> Response:
        """Let a trainer sign in for this partner."""
        provider = self.get_object()
        courses.add_trainer(provider, by=self.actor, **self.valid(shapes.TrainerInput))
        return self.shown(provider)


class CourseViewSet(ReadOnlyViewSet):
    """Courses and the skills they teach."""

    queryset = Course.objects.none()
    serializer_class = shapes.CourseShape
    filterset_class = filters.CourseFilter
    ordering_fields = ("title", "hours")

    def get_queryset(self) -> Any:
        seen = super().get_queryset()
        return seen.select_related("provider").prefetch_related(
            "skills", "licences", "taught_languages"
        )

    @extend_schema(request=shapes.CourseInput, responses={201: shapes.CourseShape})
    def create(self, request: Request) -> Response:
        values = self.valid(shapes.CourseInput)
        return self.shown(courses.add_course(by=self.actor, **values), 201)

    @extend_schema(request=shapes.CourseChange, responses=shapes.CourseShape)
    def partial_update(self, request: Request, public_id: str) -> Response:
        return self.act(courses.change_course, shapes.CourseChange, partial=True)


class CohortViewSet(ReadOnlyViewSet):
    """Runs of a course, with their seats."""

    queryset = Cohort.objects.none()
    serializer_class = shapes.CohortShape
    filterset_class = filters.CohortFilter
    ordering_fields = ("starts_on", "capacity")

    def get_queryset(self) -> Any:
        return super().get_queryset().for_card()

    @extend_schema(request=shapes.CohortInput, responses={201: shapes.CohortShape})
    def create(self, request: Request) -> Response:
        values = self.valid(shapes.CohortInput)
        return self.shown(courses.add_cohort(by=self.actor, **values), 201)

    @extend_schema(request=shapes.CohortChange, responses=shapes.CohortShape)
    def partial_update(self, request: Request, public_id: str) -> Response:
        return self.act(courses.change_cohort, shapes.CohortChange, partial=True)

    @extend_schema(request=shapes.CohortMove, responses=shapes.CohortShape)
    @action(detail=True, methods=["post"])
    def move(self, request: Request, public_id: str) -> Response:
        """Open, start, finish or cancel."""
        return self.act(courses.move_cohort, shapes.CohortMove)


class EnrolmentViewSet(ReadOnlyViewSet):
    """Who asked for a seat, and what came of it."""

    queryset = Enrolment.objects.none()
    serializer_class = shapes.EnrolmentShape
    filterset_class = filters.EnrolmentFilter
    ordering_fields = ("applied_at",)

    def get_queryset(self) -> Any:
        return super().get_queryset().for_card()

    @extend_schema(request=shapes.EnrolmentInput, responses={201: shapes.EnrolmentShape})
    def create(self, request: Request) -> Response:
        """Ask for a seat; returnees for themselves, staff for a person of their office."""
        values = self.valid(shapes.EnrolmentInput)
        returnee = values.get("returnee") or self._self(request)
        return self.shown(
            enrolments.apply_for_cohort(values["cohort"], by=self.actor, returnee=returnee), 201
        )

    @extend_schema(request=Empty, responses=shapes.EnrolmentShape)
    @action(detail=True, methods=["post"])
    def enrol(self, request: Request, public_id: str) -> Response:
        """Give a seat, or a place on the waiting list when none is free."""
        return self.act(enrolments.enrol, Empty)

    @extend_schema(request=shapes.Reason, responses=shapes.EnrolmentShape)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, public_id: str) -> Response:
        return self.act(enrolments.refuse, shapes.Reason)

    @extend_schema(request=Empty, responses=shapes.EnrolmentShape)
    @action(detail=True, methods=["post"])
    def withdraw(self, request: Request, public_id: str) -> Response:
        return self.act(enrolments.withdraw, Empty)

    @extend_schema(request=Empty, responses=shapes.EnrolmentShape)
    @action(detail=True, methods=["post"])
    def complete(self, request: Request, public_id: str) -> Response:
        return self.act(enrolments.complete, Empty)

    @extend_schema(request=shapes.Reason, responses=shapes.EnrolmentShape)
    @action(detail=True, methods=["post"])
    def drop(self, request: Request, public_id: str) -> Response:
        """Record that the person left early."""
        return self.act(enrolments.drop, shapes.Reason)

    @staticmethod
    def _self(request: Request) -> Returnee:
        own = Returnee.objects.visible_to(request.user).filter(user=request.user).first()
        if own is None:
            raise Invalid(fields={"returnee": _("Say who the seat is for.")})
        return own
