"""What hangs on a file: consents, the journey, doubles, follow-ups."""

from django.conf import settings
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from reintegration.actions.follow_ups import CLOSED_AS
from reintegration.api.serializers.returnees import ReturneeCard
from reintegration.models import Consent, FollowUp, JourneyEvent, PossibleDuplicate, Returnee
from reintegration.states import (
    ConsentPurpose,
    FollowUpState,
    LeaveReason,
    Livelihood,
    Verified,
)


class ConsentShape(serializers.ModelSerializer[Consent]):
    class Meta:
        model = Consent
        fields = ["purpose", "given", "text_version", "language", "at"]


class ConsentInput(Strict):
    purpose = serializers.ChoiceField(choices=ConsentPurpose.choices)
    given = serializers.BooleanField()
    language = serializers.ChoiceField(
        choices=settings.LANGUAGES, required=False, help_text="Of the text; default: the person's."
    )


class JourneyShape(serializers.ModelSerializer[JourneyEvent]):
    class Meta:
        model = JourneyEvent
        fields = ["kind", "occurred_on", "recorded_at", "detail"]


class LeaveInput(Strict):
    reason = serializers.ChoiceField(choices=LeaveReason.choices, required=False, allow_blank=True)


class DuplicateShape(serializers.ModelSerializer[PossibleDuplicate]):
    first = ReturneeCard(read_only=True)
    second = ReturneeCard(read_only=True)

    class Meta:
        model = PossibleDuplicate
        fields = ["public_id", "state", "reasons", "first", "second", "created_at"]


class MergeInput(Strict):
    other = PublicIdField(model=Returnee, help_text="The file to be absorbed.")


class KeepInput(Strict):
    keep = PublicIdField(model=Returnee, help_text="Which of the two files stays.")


class FollowUpShape(serializers.ModelSerializer[FollowUp]):
    returnee = PublicIdField(read_only=True)
    milestone = serializers.CharField(source="milestone.kind", read_only=True)

    class Meta:
        model = FollowUp
        fields = [
            "public_id",
            "returnee",
            "milestone",
            "wave",
            "due_on",
            "state",
            "answered_on",
            "livelihood",
            "same_employer",
            "hours_per_week",
            "monthly_income",
            "currency",
            "has_contract",
            "training_related",
            "verified",
        ]


class FollowUpAnswer(Strict):
    livelihood = serializers.ChoiceField(choices=Livelihood.choices)
    same_employer = serializers.BooleanField(required=False, allow_null=True)
    hours_per_week = serializers.IntegerField(
        min_value=0, max_value=168, required=False, allow_null=True
    )
    monthly_income = serializers.IntegerField(
        min_value=0, max_value=2_000_000_000, required=False, allow_null=True
    )
    currency = serializers.RegexField(r"^[A-Z]{3}$", required=False)
    has_contract = serializers.BooleanField(required=False, allow_null=True)
    training_related = serializers.BooleanField(required=False, allow_null=True)
    verified = serializers.ChoiceField(
        choices=Verified.choices, required=False, help_text="Only staff's word counts."
    )


class FollowUpClose(Strict):
    state = serializers.ChoiceField(
        choices=[(state.value, state.label) for state in FollowUpState if state in CLOSED_AS]
    )
