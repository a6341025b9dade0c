"""Routes of employers."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from jobs.actions import employers, protection
from jobs.api import filters
from jobs.api.serializers import employers as shapes
from jobs.models import Employer


class EmployerViewSet(ReadOnlyViewSet):
    """Firms that hire: staff see all, a member their own."""

    queryset = Employer.objects.none()
    serializer_class = shapes.EmployerShape
    filterset_class = filters.EmployerFilter
    ordering_fields = ("name", "created_at")

    @extend_schema(request=shapes.EmployerInput, responses={201: shapes.EmployerShape})
    def create(self, request: Request) -> Response:
        """Register a firm; it waits to be checked."""
        values = self.valid(shapes.EmployerInput)
        return self.shown(employers.register_employer(by=self.actor, **values), 201)

    @extend_schema(request=shapes.EmployerInput, responses=shapes.EmployerShape)
    def partial_update(self, request: Request, public_id: str) -> Response:
        return self.act(employers.change_employer, shapes.EmployerInput, partial=True)

    @extend_schema(request=shapes.Colleague, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def members(self, request: Request, public_id: str) -> Response:
        """Let a colleague sign in for the firm; a new address gets a mail."""
        employer = self.get_object()
        employers.add_member(employer, by=self.actor, **self.valid(shapes.Colleague))
        return self.shown(employer)

    @extend_schema(request=shapes.PossibleReason, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def verify(self, request: Request, public_id: str) -> Response:
        """Confirm that the firm exists and hires honestly."""
        return self.act(employers.verify, shapes.PossibleReason)

    @extend_schema(request=shapes.DecisionReason, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def reject(self, request: Request, public_id: str) -> Response:
        return self.act(employers.reject, shapes.DecisionReason)

    @extend_schema(request=shapes.DecisionReason, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def suspend(self, request: Request, public_id: str) -> Response:
        """Take all its vacancies off the list and close its view of applicants, at once."""
        return self.act(employers.suspend, shapes.DecisionReason)

    @extend_schema(request=shapes.DecisionReason, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def reinstate(self, request: Request, public_id: str) -> Response:
        """Lift a suspension."""
        return self.act(employers.reinstate, shapes.DecisionReason)

    @extend_schema(request=Empty, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def protect(self, request: Request, public_id: str) -> Response:
        """Staff: all its vacancies off the open list."""
        return self.act(protection.protect, Empty)

    @extend_schema(request=Empty, responses=shapes.EmployerShape)
    @action(detail=True, methods=["post"])
    def unprotect(self, request: Request, public_id: str) -> Response:
        """Supervisors, protection officers and administrators: on the open list again."""
        return self.act(protection.lift_protection, Empty)
