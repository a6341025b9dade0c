"""Shapes of accounts in the API: what is shown, and what may be sent."""

from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.accounts.actions.codes import CODE_DIGITS, LIFE
from backend.accounts.models import ApiToken, Office, User
from backend.accounts.states import INVITED_CHOICES
from backend.api.serializers import PublicIdField, Strict
from backend.lib.phone import masked
from backend.taxonomy.models import Place


class CodeRequest(Strict):
    phone = serializers.CharField(max_length=32, help_text="As people write it, or E.164")
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)
    request_secret = serializers.CharField(
        max_length=64, required=False, help_text="From the first answer, to send a code again"
    )


class CodeRequested(serializers.Serializer[Any]):
    """The same for every number, known or not."""

    request = serializers.UUIDField()
    request_secret = serializers.CharField()
    phone = serializers.SerializerMethodField()
    digits = serializers.IntegerField(default=CODE_DIGITS)
    expires_in = serializers.IntegerField(default=int(LIFE.total_seconds()), help_text="Seconds")

    @extend_schema_field(str)
    def get_phone(self, answer: dict[str, Any]) -> str:
        return masked(answer["phone"])


class CodeInput(Strict):
    request = serializers.UUIDField()
    request_secret = serializers.CharField(max_length=64)
    code = serializers.CharField(max_length=32)
    shared_phone = serializers.BooleanField(
        default=False, help_text="Others use this phone: end the session soon"
    )


class OfficeShape(serializers.ModelSerializer[Office]):
    class Meta:
        model = Office
        fields = ["public_id", "name", "region"]


class OfficeInput(Strict):
    name = serializers.CharField(max_length=120)
    region = serializers.PrimaryKeyRelatedField(
        queryset=Place.objects.filter(kind=Place.Kind.REGION), required=False, allow_null=True
    )


class UserShape(serializers.ModelSerializer[User]):
    office = PublicIdField(read_only=True, allow_null=True)

    class Meta:
        model = User
        fields = ["public_id", "role", "name", "email", "language", "office", "is_active"]


class Me(serializers.ModelSerializer[User]):
    office = OfficeShape(read_only=True, allow_null=True)

    class Meta:
        model = User
        fields = ["public_id", "role", "name", "phone", "email", "language", "office"]


class MeChange(Strict):
    name = serializers.CharField(max_length=160, allow_blank=True)
    language = serializers.ChoiceField(choices=settings.LANGUAGES)


class UserInput(Strict):
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=160)
    role = serializers.ChoiceField(choices=INVITED_CHOICES)
    office = PublicIdField(model=Office, required=False, allow_null=True)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, default="ru")


class UserChange(Strict):
    role = serializers.ChoiceField(choices=INVITED_CHOICES)
    office = PublicIdField(model=Office, allow_null=True)
    is_active = serializers.BooleanField()


class TokenShape(serializers.ModelSerializer[ApiToken]):
    class Meta:
        model = ApiToken
        fields = ["public_id", "name", "created_at", "expires_at", "last_used_at", "revoked_at"]


class TokenInput(Strict):
    name = serializers.CharField(max_length=80)
    expires_at = serializers.DateTimeField(required=False)

    def validate_expires_at(self, value: Any) -> Any:
        if value <= timezone.now():
            raise serializers.ValidationError(_("Choose a time to come."))
        return value


class NewToken(TokenShape):
    """A key just made: the only time it is shown."""

    key = serializers.CharField(read_only=True)

    class Meta(TokenShape.Meta):
        fields = [*TokenShape.Meta.fields, "key"]
