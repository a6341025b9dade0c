"""Messages of staff to a filtered list of people."""

from typing import Any

from django.db.models import QuerySet
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from reintegration.api.filters import CampaignFilter
from reintegration.api.serializers import campaigns as shapes
from reintegration.campaigns import actions
from reintegration.campaigns.preview import preview
from reintegration.campaigns.progress import progress
from reintegration.models import Campaign

DRAFT = OpenApiExample(
    "A course begins",
    request_only=True,
    value={
        "name": "Sewing course in March",
        "filters": "state=active&need=training",
        "texts": {
            "ky": "Homeward: жаңы курс башталат. Каттоо 5-мартка чейин.",
            "ru": "Homeward: начинается новый курс. Запись до 5 марта.",
        },
        "link": "/courses/",
    },
)
OTHER_WORDS = OpenApiExample(
    "Another language for everybody else", request_only=True, value={"fallback": "ru"}
)
READ_IT = OpenApiExample("As it was read", request_only=True, value={"revision": 3})
NOT_SO = OpenApiExample(
    "Not so", request_only=True, value={"reason": "Say until when people can come."}
)

# What a preview and its answer call by the same names.
SAME = ("people", "may_get", "texts", "missing", "sms", "costs", "hints", "needs_approval")


class CampaignViewSet(ReadOnlyViewSet):
    """Messages to many people: written, approved by a second person, sent, stopped."""

    queryset = Campaign.objects.none()
    serializer_class = shapes.CampaignShape
    filterset_class = CampaignFilter
    ordering_fields = ("created_at", "name")
    problems = {"preview": (400,)}

    def get_queryset(self) -> QuerySet[Campaign]:
        seen: QuerySet[Campaign] = super().get_queryset().for_card().select_related("stopped_by")
        return seen

    @extend_schema(
        summary="Write a draft",
        description="Sends nothing. It reaches people of your office; an administrator's, of all.",
        request=shapes.CampaignInput,
        responses={201: shapes.CampaignShape},
        examples=[DRAFT],
    )
    def create(self, request: Request) -> Response:
        made = actions.write(by=self.actor, **self.valid(shapes.CampaignInput))
        return self.shown(made, 201)

    @extend_schema(
        summary="Write on",
        description="Only who wrote it. What waited for approval or had it is a draft again.",
        request=shapes.CampaignInput(partial=True),
        responses=shapes.CampaignShape,
        examples=[OTHER_WORDS],
    )
    def partial_update(self, request: Request, public_id: str) -> Response:
        return self.act(actions.change, shapes.CampaignInput, partial=True)

    @extend_schema(
        summary="What it would do if it started now",
        description="How many people, in what words, for how much. Sends nothing.",
        responses=shapes.CampaignPreview,
    )
    @action(detail=True)
    def preview(self, request: Request, public_id: str) -> Response:
        counted = preview(self.get_object())
        left_out = [{"reason": why, "people": people} for why, people in counted.left_out]
        channels = [{"channel": to, "people": n} for to, n in counted.by_channel.items()]
        told: dict[str, Any] = {name: getattr(counted, name) for name in SAME}
        answer = told | {"left_out": left_out, "by_channel": channels}
        return Response(shapes.CampaignPreview(answer).data)

    @extend_schema(
        summary="Ask a second person to approve it",
        request=Empty,
        responses=shapes.CampaignShape,
    )
    @action(detail=True, methods=["post"])
    def submit(self, request: Request, public_id: str) -> Response:
        return self.act(actions.submit, Empty)

    @extend_schema(
        summary="Approve it",
        description="Supervisors and administrators, and never who wrote it.",
        request=shapes.ApprovalOfCampaign,
        responses=shapes.CampaignShape,
        examples=[READ_IT],
    )
    @action(detail=True, methods=["post"])
    def approve(self, request: Request, public_id: str) -> Response:
        return self.act(actions.approve, shapes.ApprovalOfCampaign)

    @extend_schema(
        summary="Give it back with a reason",
        request=shapes.ReturnOfCampaign,
        responses=shapes.CampaignShape,
        examples=[NOT_SO],
    )
    @action(detail=True, methods=["post"], url_path="return", url_name="return")
    def give_back(self, request: Request, public_id: str) -> Response:
        return self.act(actions.give_back, shapes.ReturnOfCampaign)

    @extend_schema(
        summary="Start it",
        description="Writes down who is on the list now. Above the limit only after an approval.",
        request=Empty,
        responses=shapes.CampaignShape,
    )
    @action(detail=True, methods=["post"])
    def start(self, request: Request, public_id: str) -> Response:
        return self.act(actions.start, Empty)

    @extend_schema(
        summary="Stop it",
        description="What has not left does not leave. Repeating is harmless.",
        request=Empty,
        responses=shapes.CampaignShape,
    )
    @action(detail=True, methods=["post"])
    def stop(self, request: Request, public_id: str) -> Response:
        return self.act(actions.stop, Empty)

    @extend_schema(
        summary="How far it has come",
        description="What became of everybody on the list, and what it has cost so far.",
        responses=shapes.CampaignProgress,
    )
    @action(detail=True)
    def progress(self, request: Request, public_id: str) -> Response:
        reached = progress(self.get_object())
        answer = {
            "people": reached.people,
            "standings": [{"standing": s, "people": n} for s, n in reached.standings],
            "held_back": [{"reason": why, "people": n} for why, n in reached.held_back],
            "costs": [{"gateway": name, "cost": cost} for name, cost in reached.costs],
        }
        return Response(shapes.CampaignProgress(answer).data)
