"""Routes of matches: a person's own, the candidates of a vacancy, the why of any pair, runs."""

from typing import Any

from drf_spectacular.utils import OpenApiParameter, extend_schema
from rest_framework import mixins
from rest_framework.decorators import action
from rest_framework.generics import get_object_or_404
from rest_framework.request import Request
from rest_framework.response import Response

from backend.accounts.states import Role
from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet, VisibleViewSet
from backend.lib.errors import NotAllowed
from jobs.actions import matches
from jobs.api import filters
from jobs.api.serializers import matches as shapes
from jobs.explaining import explained_pairs
from jobs.models import Match, MatchRun, Vacancy
from jobs.permissions import can_see_candidates
from reintegration.actions.opening import note_opened

PAIR = [
    OpenApiParameter("returnee", str, required=True, description="Public id."),
    OpenApiParameter("vacancy", str, required=True, description="Public id."),
]


class MatchViewSet(ReadOnlyViewSet):
    """Matches, best first: returnees see what is offered to them, staff their office's people."""

    queryset = Match.objects.none()
    serializer_class = shapes.MatchShape
    filterset_class = filters.MatchFilter
    ordering_fields = ("score", "notified_at")
    ordering = ("-score", "vacancy_id", "pk")
    problems = {"explain": (400,)}

    def get_queryset(self) -> Any:
        seen = super().get_queryset().for_card()
        is_own_list = self.action == "list" and self.actor.role == Role.RETURNEE
        return seen.offered() if is_own_list else seen

    @extend_schema(request=Empty, responses=shapes.MatchShape)
    @action(detail=True, methods=["post"])
    def seen(self, request: Request, public_id: str) -> Response:
        """The person has looked at it; for themselves only."""
        return self.act(matches.mark_seen, Empty)

    @extend_schema(request=Empty, responses=shapes.MatchShape)
    @action(detail=True, methods=["post"])
    def refuse(self, request: Request, public_id: str) -> Response:
        """It does not suit: this vacancy is not offered to this person again."""
        return self.act(matches.refuse, Empty)

    @extend_schema(parameters=PAIR, responses=shapes.ExplanationShape, filters=False)
    @action(detail=False, pagination_class=None)
    def explain(self, request: Request) -> Response:
        """Staff: why any pair is a match or is not, from today's facts.

        The look at the person's file is written to the audit log.
        """
        if not can_see_candidates(self.actor):
            raise NotAllowed()
        pair = shapes.PairInput(data=request.query_params, context=self.get_serializer_context())
        pair.is_valid(raise_exception=True)
        returnee, vacancy = pair.validated_data["returnee"], pair.validated_data["vacancy"]
        note_opened(returnee, by=self.actor)
        keys = (returnee.pk, vacancy.pk)
        told = shapes.explanation(explained_pairs([keys])[keys])
        return Response(shapes.ExplanationShape(told).data)


class CandidateViewSet(mixins.ListModelMixin, VisibleViewSet):
    """Staff: the people of their office whom a vacancy suits, best first."""

    queryset = Match.objects.none()
    serializer_class = shapes.MatchShape
    filterset_class = filters.CandidateFilter
    ordering_fields = ("score",)
    ordering = ("-score", "returnee_id", "pk")

    def get_queryset(self) -> Any:
        vacancy = get_object_or_404(
            Vacancy.objects.visible_to(self.request.user), public_id=self.kwargs["public_id"]
        )
        if not can_see_candidates(self.actor):
            raise NotAllowed()
        return super().get_queryset().for_card().filter(vacancy=vacancy, is_current=True)


class MatchRunViewSet(ReadOnlyViewSet):
    """Staff: runs of the matching, the newest first."""

    queryset = MatchRun.objects.none()
    serializer_class = shapes.MatchRunShape
    filterset_class = filters.MatchRunFilter
    ordering_fields = ("created_at",)

    def get_queryset(self) -> Any:
        return super().get_queryset().with_progress()
