"""Routes of messages: read only."""

from backend.api.views import ReadOnlyViewSet
from backend.notifications.api.filters import MessageFilter
from backend.notifications.api.serializers import MessageShape
from backend.notifications.models import Message


class MessageViewSet(ReadOnlyViewSet):
    """Messages to phones and what became of them: all for administrators, own for returnees."""

    queryset = Message.objects.none()
    serializer_class = MessageShape
    filterset_class = MessageFilter
    ordering_fields = ("created_at",)
