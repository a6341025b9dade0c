from django.db.models import QuerySet
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.serializers import Empty
from backend.api.views import ReadOnlyViewSet
from reintegration.actions import attaching
from reintegration.actions import staff_inbox as inbox
from reintegration.answer_costs import counted
from reintegration.api.filters import ReplyFilter
from reintegration.api.serializers import inbox as shapes
from reintegration.models import Reply


class ReplyViewSet(ReadOnlyViewSet):
    """SMS from people: understood by the service, or waiting for staff."""

    queryset = Reply.objects.none()
    serializer_class = shapes.ReplyShape
    filterset_class = ReplyFilter
    ordering_fields = ("created_at",)

    def get_queryset(self) -> QuerySet[Reply]:
        replies: QuerySet[Reply] = super().get_queryset().for_card().select_related("follow_up")
        return replies

    @extend_schema(request=shapes.AssignInput, responses=shapes.ReplyShape)
    @action(detail=True, methods=["post"])
    def assign(self, request: Request, public_id: str) -> Response:
        """Give it to a colleague, take it, or give it back to all."""
        return self.act(inbox.assign, shapes.AssignInput)

    @extend_schema(request=shapes.AnswerInput, responses=shapes.ReplyShape)
    @action(detail=True, methods=["post"])
    def answer(self, request: Request, public_id: str) -> Response:
        """Write back by SMS."""
        reply = self.get_object()
        inbox.answer(reply, by=self.actor, **self.valid(shapes.AnswerInput))
        return self.shown(reply)

    @extend_schema(request=shapes.CountInput, responses=shapes.CountShape)
    @action(detail=True, methods=["post"])
    def count(self, request: Request, public_id: str) -> Response:
        """How many SMS an answer takes and what it costs; sends nothing."""
        reply = self.get_object()
        values = {"language": inbox.language_of(reply), **self.valid(shapes.CountInput)}
        return Response(shapes.CountShape(counted(reply, **values)).data)

    @extend_schema(request=shapes.AttachInput, responses=shapes.ReplyShape)
    @action(detail=True, methods=["post"])
    def attach(self, request: Request, public_id: str) -> Response:
        """Put an SMS of an unknown number to the file of the person who wrote it."""
        return self.act(attaching.attach, shapes.AttachInput)

    @extend_schema(request=Empty, responses=shapes.ReplyShape)
    @action(detail=True, methods=["post"])
    def done(self, request: Request, public_id: str) -> Response:
        """Nothing more is to be done."""
        return self.act(inbox.finish, Empty)
