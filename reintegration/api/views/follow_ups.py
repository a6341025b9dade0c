from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.views import ReadOnlyViewSet
from reintegration.actions import follow_ups
from reintegration.api.filters import FollowUpFilter
from reintegration.api.serializers import cases
from reintegration.models import FollowUp


class FollowUpViewSet(ReadOnlyViewSet):
    """How it is going, 1, 3, 6 and 12 months after a milestone."""

    queryset = FollowUp.objects.none()
    serializer_class = cases.FollowUpShape
    filterset_class = FollowUpFilter
    ordering_fields = ("due_on",)

    def get_queryset(self) -> QuerySet[FollowUp]:
        return super().get_queryset().for_card()

    @extend_schema(request=cases.FollowUpAnswer, responses=cases.FollowUpShape)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, public_id: str) -> Response:
        """Say how it is going: the person, or staff who asked them."""
        return self.act(follow_ups.answer, cases.FollowUpAnswer)

    @extend_schema(request=cases.FollowUpClose, responses=cases.FollowUpShape)
    @action(detail=True, methods=["post"])
    def close(self, request: Request, public_id: str) -> Response:
        """End the question without an answer."""
        return self.act(follow_ups.close, cases.FollowUpClose)
