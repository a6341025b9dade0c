"""Numbers to call, for everybody and for staff."""

from typing import Any

from django.conf import settings
from rest_framework import serializers

from backend.accounts.states import STAFF
from backend.api.serializers import Strict
from backend.taxonomy.models import Country
from reintegration.hotline_states import HotlinePurpose
from reintegration.models import Hotline


class HotlineShape(serializers.ModelSerializer[Hotline]):
    country = serializers.CharField(source="country_id", read_only=True)
    confirmed_by = serializers.SerializerMethodField(
        help_text="The colleague who called it; null for everybody but staff."
    )

    class Meta:
        model = Hotline
        fields = [
            "public_id",
            "country",
            "number",
            "name",
            "purpose",
            "languages",
            "free",
            "opens",
            "closes",
            "source",
            "state",
            "confirmed_at",
            "confirmed_by",
            "good_until",
        ]

    def get_confirmed_by(self, row: Hotline) -> str | None:
        if getattr(self.context["request"].user, "role", "") not in STAFF or not row.confirmed_by:
            return None
        return str(row.confirmed_by.public_id)


class HotlineInput(Strict):
    country = serializers.PrimaryKeyRelatedField(queryset=Country.objects.all())
    number = serializers.CharField(max_length=24, help_text="Short (123) or whole (+996…).")
    name = serializers.CharField(max_length=120)
    purpose = serializers.ChoiceField(choices=HotlinePurpose.choices)
    languages = serializers.ListField(
        child=serializers.CharField(max_length=8),
        min_length=1,
        max_length=len(settings.LANGUAGES),
        help_text="Codes of this service's languages.",
    )
    free = serializers.BooleanField(default=False)
    opens = serializers.TimeField(required=False, allow_null=True, default=None)
    closes = serializers.TimeField(required=False, allow_null=True, default=None)
    source = serializers.URLField(  # type: ignore[assignment]  # a field, not DRF's attribute
        max_length=500, help_text="The page it was found on."
    )


class ConfirmInput(Strict):
    good_until = serializers.DateField(help_text="The last day on which it is shown.")


EXAMPLE: dict[str, Any] = {
    "country": "KG",
    "number": "+996 312 000 000",
    "name": "Example advice line",
    "purpose": "law",
    "languages": ["ky", "ru"],
    "free": True,
    "opens": "09:00:00",
    "closes": "18:00:00",
    "source": "https://example.org/contacts",
}
