"""Messages to many people, for staff."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from backend.notifications.states import Channel, Reason
from reintegration.campaigns.progress import Standing
from reintegration.campaigns.states import LeftOut
from reintegration.models import Campaign
from reintegration.models.campaigns import LONGEST_FILTER, LONGEST_TEXT

MONEY: dict[str, Any] = {"max_digits": 14, "decimal_places": 4, "allow_null": True}


class CampaignTexts(Strict):
    """By language; one that is left out or empty has no text."""

    def get_fields(self) -> dict[str, Any]:
        return {
            code: serializers.CharField(max_length=LONGEST_TEXT, required=False, allow_blank=True)
            for code, _ in settings.LANGUAGES
        }


class CampaignShape(serializers.ModelSerializer[Campaign]):
    purpose = serializers.CharField(
        read_only=True, help_text="The consent on which every message rests."
    )
    texts = CampaignTexts(read_only=True)
    office = PublicIdField(read_only=True, allow_null=True)
    written_by = PublicIdField(read_only=True)
    approved_by = PublicIdField(read_only=True, allow_null=True)
    started_by = PublicIdField(read_only=True, allow_null=True)
    stopped_by = PublicIdField(read_only=True, allow_null=True)

    class Meta:
        model = Campaign
        fields = [
            "public_id",
            "name",
            "purpose",
            "office",
            "filters",
            "texts",
            "fallback",
            "link",
            "revision",
            "state",
            "return_reason",
            "written_by",
            "submitted_at",
            "approved_by",
            "approved_at",
            "approved_people",
            "started_by",
            "started_at",
            "people",
            "stopped_by",
            "ended_at",
            "created_at",
        ]


class CampaignInput(Strict):
    name = serializers.CharField(max_length=80)
    filters = serializers.CharField(
        max_length=LONGEST_FILTER,
        allow_blank=True,
        required=False,
        help_text="What stands behind the `?` of GET /returnees/; empty is everybody.",
    )
    texts = CampaignTexts(required=False)
    fallback = serializers.ChoiceField(
        choices=settings.LANGUAGES,
        allow_blank=True,
        required=False,
        help_text="Whose language has no text gets this one; empty: gets nothing.",
    )
    link = serializers.CharField(
        max_length=200,
        allow_blank=True,
        required=False,
        help_text="A page of this service that every returnee may open: a course, a job.",
    )


class ApprovalOfCampaign(Strict):
    revision = serializers.IntegerField(
        min_value=1, max_value=2**31 - 1, help_text="What was read; refused if it was rewritten."
    )


class ReturnOfCampaign(Strict):
    reason = serializers.CharField(max_length=300)


class LeftOutShape(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=LeftOut.choices)
    people = serializers.IntegerField()


class ChannelCount(serializers.Serializer[Any]):
    channel = serializers.ChoiceField(choices=Channel.choices)
    people = serializers.IntegerField()


class TextShape(serializers.Serializer[Any]):
    language = serializers.CharField()
    text = serializers.CharField(help_text="As the phone shows it.")
    encoding = serializers.CharField()
    segments = serializers.IntegerField(help_text="SMS that it takes.")
    people = serializers.IntegerField(help_text="Who would get this text.")
    by_sms = serializers.IntegerField(help_text="Of these, by SMS.")


class MissingShape(serializers.Serializer[Any]):
    language = serializers.CharField()
    people = serializers.IntegerField(help_text="Who read this language and could be written to.")
    instead = serializers.CharField(help_text="The language that stands in; empty: get nothing.")


class CostShape(serializers.Serializer[Any]):
    gateway = serializers.CharField()
    sms = serializers.IntegerField()
    cost = serializers.DecimalField(
        **MONEY, help_text="In the money of the gateway's account; null: a price is not known."
    )


class CampaignPreview(serializers.Serializer[Any]):
    people = serializers.IntegerField(help_text="On the list.")
    may_get = serializers.IntegerField()
    left_out = LeftOutShape(many=True)
    by_channel = ChannelCount(many=True)
    texts = TextShape(many=True)
    missing = MissingShape(many=True)
    sms = serializers.IntegerField()
    costs = CostShape(many=True)
    hints = serializers.ListField(child=serializers.CharField())
    needs_approval = serializers.BooleanField()


class StandingShape(serializers.Serializer[Any]):
    standing = serializers.ChoiceField(choices=Standing.choices)
    people = serializers.IntegerField()


class HeldBackShape(serializers.Serializer[Any]):
    reason = serializers.ChoiceField(choices=[*LeftOut.choices, *Reason.choices])
    people = serializers.IntegerField()


class SpentShape(serializers.Serializer[Any]):
    gateway = serializers.CharField()
    cost = serializers.DecimalField(**MONEY)


class CampaignProgress(serializers.Serializer[Any]):
    people = serializers.IntegerField()
    standings = StandingShape(many=True, help_text="Everybody on the list stands in one.")
    held_back = HeldBackShape(many=True)
    costs = SpentShape(many=True, help_text="So far, where the price is known.")
