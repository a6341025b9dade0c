"""Routes of messages: read, and settle what nothing else can."""

from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.views import ReadOnlyViewSet
from backend.notifications import actions
from backend.notifications.api.filters import MessageFilter
from backend.notifications.api.serializers import MessageShape, SettlementInput
from backend.notifications.models import Message


class MessageViewSet(ReadOnlyViewSet):
    """Messages to phones and what became of them: all for administrators, own for returnees."""

    queryset = Message.objects.none()
    serializer_class = MessageShape
    filterset_class = MessageFilter
    ordering_fields = ("created_at",)

    @extend_schema(request=SettlementInput, responses=MessageShape)
    @action(detail=True, methods=["post"])
    def settle(self, request: Request, public_id: str) -> Response:
        """Say what became of a message that no gateway or report can settle."""
        return self.act(actions.settle, SettlementInput)
