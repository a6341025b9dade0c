"""What hangs on a file: consents, the journey, doubles, follow-ups."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from backend.taxonomy.models import Skill
from reintegration.actions.follow_ups import CLOSED_AS
from reintegration.api.serializers.returnees import ReturneeCard
from reintegration.models import Consent, FollowUp, JourneyEvent, PossibleDuplicate, Returnee
from reintegration.permissions import may_know_file
from reintegration.staff_reasons import CorrectionReason, LeaveReason
from reintegration.states import (
    ConsentPurpose,
    FollowUpState,
    Livelihood,
    NeedKind,
    Verified,
)


class ConsentShape(serializers.ModelSerializer[Consent]):
    class Meta:
        model = Consent
        fields = ["purpose", "given", "text_version", "language", "way", "at"]


class ConsentInput(Strict):
    purpose = serializers.ChoiceField(choices=ConsentPurpose.choices)
    given = serializers.BooleanField()
    language = serializers.ChoiceField(
        choices=settings.LANGUAGES, required=False, help_text="Of the text; default: the person's."
    )


class JourneyShape(serializers.ModelSerializer[JourneyEvent]):
    class Meta:
        model = JourneyEvent
        fields = ["id", "kind", "occurred_on", "recorded_at", "detail"]


class CorrectionInput(Strict):
    event = serializers.IntegerField(min_value=1, help_text="The id of an entry of the journey.")
    reason = serializers.ChoiceField(choices=CorrectionReason.choices)


class NeedMetInput(Strict):
    kind = serializers.ChoiceField(choices=NeedKind.choices)


class SkillsSeenInput(Strict):
    skills = serializers.PrimaryKeyRelatedField(queryset=Skill.objects.all(), many=True)


class LeaveInput(Strict):
    reason = serializers.ChoiceField(choices=LeaveReason.choices, required=False, allow_blank=True)


@extend_schema_field(ReturneeCard(allow_null=True))
class FileOfPair(serializers.Field[Any, Any, Any, Any]):
    """One side of a pair, as a card for whoever may see that file."""

    def __init__(self, *, side: str, **kwargs: Any):
        self.side = side
        super().__init__(read_only=True, allow_null=True, **kwargs)

    def to_representation(self, value: PossibleDuplicate) -> dict[str, Any] | None:
        file: Returnee = getattr(value, self.side)
        if not may_know_file(self.context["request"].user, file):
            return None
        return dict(ReturneeCard(file, context=self.context).data)


class DuplicateShape(serializers.ModelSerializer[PossibleDuplicate]):
    """A file of another office is null: only an administrator sees both and can judge."""

    first = FileOfPair(source="*", side="first")
    second = FileOfPair(source="*", side="second")

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
