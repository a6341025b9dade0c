"""Plans, grants and tranches. Amounts are exact decimals, sent and shown as text."""

from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from backend.api.serializers import PublicIdField, Strict
from backend.taxonomy.models import Place
from reintegration.models import BusinessPlan, Grant, Returnee, Tranche

APPROVAL = {
    "amount": "90000.00",
    "tranches": [
        {"amount": "60000.00", "condition": "The workshop is rented"},
        {"amount": "30000.00", "condition": "The first orders are delivered"},
    ],
}


def money(**kwargs: Any) -> serializers.DecimalField:
    return serializers.DecimalField(max_digits=12, decimal_places=2, min_value=0, **kwargs)


class PlanShape(serializers.ModelSerializer[BusinessPlan]):
    returnee = PublicIdField(read_only=True)
    returnee_name = serializers.CharField(source="returnee", read_only=True)
    grant = PublicIdField(read_only=True, allow_null=True)

    class Meta:
        model = BusinessPlan
        fields = [
            "public_id",
            "returnee",
            "returnee_name",
            "state",
            "title",
            "description",
            "place",
            "currency",
            "start_cost",
            "own_share",
            "monthly_income",
            "submitted_at",
            "decided_at",
            "decision_reason",
            "grant",
            "created_at",
        ]


class PlanChange(Strict):
    title = serializers.CharField(max_length=160)
    description = serializers.CharField(max_length=5000, required=False, allow_blank=True)
    place = serializers.PrimaryKeyRelatedField(queryset=Place.objects.all())
    currency = serializers.RegexField(
        r"^[A-Z]{3}$", required=False, help_text="Default: that of the place."
    )
    start_cost = money()
    own_share = money(required=False)
    monthly_income = money(required=False)


class PlanInput(PlanChange):
    returnee = PublicIdField(model=Returnee, required=False, help_text="Default: yourself.")


class PlanReason(Strict):
    reason = serializers.CharField(max_length=2000)


class PartInput(Strict):
    amount = money()
    condition = serializers.CharField(max_length=200)


@extend_schema_serializer(examples=[OpenApiExample("In two parts", APPROVAL)])
class ApprovalInput(Strict):
    amount = money()
    tranches = PartInput(many=True, max_length=12)  # type: ignore[call-arg]


class BusinessStart(Strict):
    on = serializers.DateField()


class TrancheShape(serializers.ModelSerializer[Tranche]):
    grant = PublicIdField(read_only=True)

    class Meta:
        model = Tranche
        fields = ["public_id", "grant", "number", "amount", "condition", "state", "released_on"]


class GrantShape(serializers.ModelSerializer[Grant]):
    plan = PublicIdField(read_only=True)
    tranches = TrancheShape(many=True, read_only=True)

    class Meta:
        model = Grant
        fields = ["public_id", "plan", "amount", "currency", "tranches", "created_at"]
