"""Shapes of messages in the API. Messages come from deeds; staff only settle uncertain ones."""

from typing import Any

from rest_framework import serializers

from backend.lib.phone import masked
from backend.notifications.models import Message
from backend.notifications.querysets import READERS
from backend.notifications.states import Choice


class MessageShape(serializers.ModelSerializer[Message]):
    phone = serializers.SerializerMethodField(
        help_text="In full for administrators, masked for the person it was sent to."
    )
    text = serializers.SerializerMethodField(help_text="Empty for texts that hold a code.")

    class Meta:
        model = Message
        fields = [
            "public_id",
            "kind",
            "lane",
            "phone",
            "language",
            "text",
            "segments",
            "state",
            "reason",
            "created_at",
            "expires_at",
            "sent_at",
            "delivered_at",
        ]

    def get_phone(self, message: Message) -> str:
        reader = self.context["request"].user
        in_full = getattr(reader, "role", "") in READERS
        return message.phone if in_full else masked(message.phone)

    def get_text(self, message: Message) -> str:
        return "" if message.secret else message.body


class SettlementInput(serializers.Serializer[Any]):
    choice = serializers.ChoiceField(choices=Choice.choices)
    reason = serializers.CharField(max_length=500, help_text="How it is known")
