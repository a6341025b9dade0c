"""Letters: what everybody may write, and what protection officers see."""

from typing import Any

from django.conf import settings
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from backend.taxonomy.models import Place
from reintegration.letter_states import HelpKind, LetterKind, LetterState, Way
from reintegration.letter_words import LONGEST
from reintegration.models import Letter


class FormTokenShape(serializers.Serializer[Any]):
    token = serializers.CharField()
    expires_in = serializers.IntegerField(help_text="Seconds")


class WriteInput(Strict):
    token = serializers.CharField(
        max_length=200, help_text="Of `letters/token/`; sent twice, it is one letter."
    )
    kind = serializers.ChoiceField(choices=LetterKind.choices)
    text = serializers.CharField(max_length=LONGEST, required=False, allow_blank=True)
    kinds = serializers.MultipleChoiceField(choices=HelpKind.choices, required=False)
    name = serializers.CharField(max_length=80, required=False, allow_blank=True)
    way = serializers.ChoiceField(choices=Way.choices, default=Way.HERE)
    contact = serializers.CharField(
        max_length=32, required=False, allow_blank=True, help_text="A phone, for call and sms."
    )
    when = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="When it is safe."
    )
    place = serializers.CharField(max_length=300, required=False, allow_blank=True)
    region = serializers.PrimaryKeyRelatedField(
        queryset=Place.objects.regions(),
        required=False,
        allow_null=True,
        help_text="For the office.",
    )
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class CodeShape(serializers.Serializer[Any]):
    code = serializers.CharField(help_text="Opens the letter. Shown here and never again.")


class OpenInput(Strict):
    code = serializers.CharField(max_length=80)


class MoreInput(OpenInput):
    token = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=LONGEST)


class OwnPartShape(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    of_staff = serializers.BooleanField()
    text = serializers.CharField(allow_blank=True)


class OwnLetterShape(serializers.Serializer[Any]):
    """What the code opens: no name of anybody, no id."""

    state = serializers.ChoiceField(choices=LetterState.choices)
    parts = OwnPartShape(many=True)


class LetterShape(serializers.ModelSerializer[Letter]):
    """A row of the queue. The words are not here."""

    class Meta:
        model = Letter
        fields = ["public_id", "reference", "created_at", "state"]


class PartShape(serializers.Serializer[Any]):
    at = serializers.DateTimeField()
    by = serializers.UUIDField(allow_null=True, help_text="A colleague; null is the writer.")
    kind = serializers.CharField(allow_blank=True, help_text="`ask` or `report`, in the first part")
    text = serializers.CharField(allow_blank=True)
    kinds = serializers.ListField(child=serializers.CharField())
    name = serializers.CharField(allow_blank=True)
    way = serializers.CharField(allow_blank=True)
    contact = serializers.CharField(allow_blank=True)
    when = serializers.CharField(allow_blank=True)
    place = serializers.CharField(allow_blank=True)


class OpenedShape(LetterShape):
    """The letter with its words: each request for it is one line of the audit log."""

    assigned_to = PublicIdField(read_only=True)
    office = PublicIdField(read_only=True)
    parts = serializers.SerializerMethodField()

    class Meta(LetterShape.Meta):
        fields = [*LetterShape.Meta.fields, "language", "office", "assigned_to", "parts"]

    @extend_schema_field(PartShape(many=True))
    def get_parts(self, letter: Letter) -> Any:
        rows = [
            {
                "at": part.at,
                "by": part.by.public_id if part.by else None,
                **{name: getattr(told, name) for name in told.__dataclass_fields__},
            }
            for part, told in self.context["opened"]
        ]
        return PartShape(rows, many=True).data


class AnswerLetterInput(Strict):
    token = serializers.CharField(max_length=200)
    text = serializers.CharField(max_length=LONGEST)


class AssignLetterInput(Strict):
    to = serializers.UUIDField(
        allow_null=True, help_text="A colleague who may read it; null gives it back to all."
    )
