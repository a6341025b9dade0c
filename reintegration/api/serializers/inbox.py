"""SMS from people, for staff."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from reintegration.models import Reply


class ReplyShape(serializers.ModelSerializer[Reply]):
    returnee = PublicIdField(read_only=True)
    phone = serializers.CharField(source="sms.phone", read_only=True)
    text = serializers.CharField(source="sms.text", read_only=True)
    came_at = serializers.DateTimeField(source="sms.created_at", read_only=True)
    follow_up = PublicIdField(read_only=True)
    assigned_to = PublicIdField(read_only=True)
    done_by = PublicIdField(read_only=True)

    class Meta:
        model = Reply
        fields = [
            "public_id",
            "returnee",
            "phone",
            "text",
            "came_at",
            "meaning",
            "state",
            "follow_up",
            "assigned_to",
            "done_by",
            "done_at",
        ]


class AssignInput(Strict):
    to = serializers.UUIDField(
        allow_null=True, help_text="A colleague who sees this SMS; null gives it back to all."
    )


class AttachInput(Strict):
    returnee = serializers.UUIDField(help_text="A file that the caller works with.")


class AnswerInput(Strict):
    text = serializers.CharField(max_length=600, help_text="At most three SMS.")
    language = serializers.ChoiceField(
        choices=settings.LANGUAGES, required=False, help_text="Default: the person's."
    )


class CountInput(AnswerInput):
    """The same, to be counted and not sent."""


class CountShape(serializers.Serializer[Any]):
    text = serializers.CharField(help_text="As it would be sent.")
    segments = serializers.IntegerField()
    cost = serializers.DecimalField(
        max_digits=10,
        decimal_places=4,
        allow_null=True,
        help_text="In the money of the gateway's account; null if the price is not known.",
    )


class StopInput(Strict):
    reason = serializers.CharField(max_length=300, help_text="What the person said by phone.")
