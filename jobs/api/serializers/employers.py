"""Shapes of employers in the API."""

from django.conf import settings
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from backend.api.serializers import Strict
from backend.taxonomy.models import Country, Place
from jobs.models import Employer


class EmployerShape(serializers.ModelSerializer[Employer]):
    class Meta:
        model = Employer
        fields = [
            "public_id",
            "name",
            "tax_number",
            "country",
            "place",
            "address",
            "contact_name",
            "contact_phone",
            "state",
            "decided_at",
            "decision_reason",
            "created_at",
        ]


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "A firm in Bishkek",
            request_only=True,
            value={
                "name": "Ala-Too",
                "tax_number": "01234567890123",
                "country": "KG",
                "place": 12,
                "contact_name": "Nurbek",
                "contact_phone": "+996312123456",
            },
        )
    ]
)
class EmployerInput(Strict):
    name = serializers.CharField(max_length=160)
    tax_number = serializers.CharField(max_length=32, help_text="Digits; spaces are ignored.")
    country = serializers.PrimaryKeyRelatedField(queryset=Country.objects.all())
    place = serializers.PrimaryKeyRelatedField(queryset=Place.objects.all())
    address = serializers.CharField(max_length=200, required=False, allow_blank=True)
    contact_name = serializers.CharField(max_length=160)
    contact_phone = serializers.CharField(max_length=32)


class Colleague(Strict):
    email = serializers.EmailField(max_length=254)
    name = serializers.CharField(max_length=160)
    language = serializers.ChoiceField(choices=settings.LANGUAGES, required=False)


class DecisionReason(Strict):
    reason = serializers.CharField(max_length=300)


class PossibleReason(Strict):
    reason = serializers.CharField(max_length=300, required=False, allow_blank=True)
