"""Shapes of applications and placements in the API."""

import uuid
from dataclasses import asdict
from typing import Any

from drf_spectacular.utils import OpenApiExample, extend_schema_field, extend_schema_serializer
from rest_framework import serializers

from backend.accounts.states import Role
from backend.api.serializers import PublicIdField, Strict
from jobs.actions.bulk_answers import AT_ONCE
from jobs.applicants import applicant_of, is_shared
from jobs.models import Application, Placement, Vacancy
from jobs.states import PlacementEnd, RefusalReason
from reintegration.models import Returnee


class AbilityShape(serializers.Serializer[Any]):
    id = serializers.CharField()
    label: Any = serializers.CharField()  # `label` is an attribute of every field
    level = serializers.CharField(allow_blank=True)


class JobShape(serializers.Serializer[Any]):
    isco = serializers.CharField()
    title = serializers.CharField()
    months = serializers.IntegerField()


class ApplicantShape(serializers.Serializer[Any]):
    """All that an employer reads of a person (jobs/applicants.py)."""

    name = serializers.CharField()
    phone = serializers.CharField(allow_blank=True)
    skills = AbilityShape(many=True)
    languages = AbilityShape(many=True)
    licences = AbilityShape(many=True)
    experience = JobShape(many=True)


def _for_employer(serializer: serializers.BaseSerializer[Any]) -> bool:
    return bool(serializer.context["request"].user.role == Role.EMPLOYER)


class ApplicationShape(serializers.ModelSerializer[Application]):
    """`applicant` is null, and `note` empty for the employer, without the person's consent."""

    vacancy = PublicIdField(read_only=True)
    vacancy_title = serializers.CharField(source="vacancy.title", read_only=True)
    employer_name = serializers.CharField(source="vacancy.employer.name", read_only=True)
    applied_at = serializers.DateTimeField(source="created_at", read_only=True)
    note = serializers.SerializerMethodField()
    returnee = serializers.SerializerMethodField(help_text="The file; null for employers.")
    placement = serializers.SerializerMethodField(help_text="The job it led to.")
    applicant = serializers.SerializerMethodField()

    class Meta:
        model = Application
        fields = [
            "public_id",
            "vacancy",
            "vacancy_title",
            "employer_name",
            "state",
            "applied_at",
            "note",
            "interview_at",
            "interview_place",
            "answered_at",
            "refusal_reason",
            "returnee",
            "placement",
            "applicant",
        ]

    def get_note(self, application: Application) -> str:
        hidden = _for_employer(self) and not is_shared(application)
        return "" if hidden else application.note

    def get_returnee(self, application: Application) -> uuid.UUID | None:
        return None if _for_employer(self) else application.returnee.public_id

    def get_placement(self, application: Application) -> uuid.UUID | None:
        placement = getattr(application, "placement", None)
        return placement.public_id if placement else None

    @extend_schema_field(ApplicantShape(allow_null=True))
    def get_applicant(self, application: Application) -> Any:
        applicant = applicant_of(application)
        return ApplicantShape(asdict(applicant)).data if applicant else None


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "For oneself",
            request_only=True,
            value={
                "vacancy": "5f0c8c1e-6d2b-4f5a-9d8e-0a1b2c3d4e5f",
                "note": "Six years of welding",
            },
        )
    ]
)
class ApplicationInput(Strict):
    vacancy = PublicIdField(model=Vacancy)
    returnee = PublicIdField(model=Returnee, required=False, help_text="Default: yourself.")
    note = serializers.CharField(max_length=500, required=False, allow_blank=True)


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "To talk",
            request_only=True,
            value={"interview_at": "2027-01-12T10:00:00+06:00", "interview_place": "Chuy 1"},
        )
    ]
)
class Invitation(Strict):
    interview_at = serializers.DateTimeField()
    interview_place = serializers.CharField(max_length=200)


@extend_schema_serializer(
    examples=[OpenApiExample("Coded", request_only=True, value={"reason": "experience"})]
)
class Refusal(Strict):
    reason = serializers.ChoiceField(choices=RefusalReason.choices)


class BulkRefusal(Refusal):
    applications = serializers.ListField(
        child=serializers.UUIDField(), min_length=1, max_length=AT_ONCE
    )


class BulkRefused(serializers.Serializer[Any]):
    refused = serializers.IntegerField(help_text="How many got this answer now.")


@extend_schema_serializer(
    examples=[
        OpenApiExample(
            "From Monday",
            request_only=True,
            value={"started_on": "2027-01-18", "wage": 45000, "wage_currency": "KGS"},
        )
    ]
)
class Hire(Strict):
    started_on = serializers.DateField()
    wage = serializers.IntegerField(
        min_value=1, max_value=2_000_000_000, required=False, allow_null=True, help_text="A month."
    )
    wage_currency = serializers.RegexField(
        "^[A-Z]{3}$", required=False, help_text="ISO 4217; default: the vacancy's."
    )
    has_contract = serializers.BooleanField(required=False, allow_null=True)


class PlacementShape(serializers.ModelSerializer[Placement]):
    application = PublicIdField(read_only=True)
    vacancy = PublicIdField(source="application.vacancy", read_only=True)
    vacancy_title = serializers.CharField(source="application.vacancy.title", read_only=True)
    employer_name = serializers.CharField(
        source="application.vacancy.employer.name", read_only=True
    )
    returnee = serializers.SerializerMethodField(help_text="The file; null for employers.")
    end_reason = serializers.SerializerMethodField(
        help_text="Employers read only what one of them has said."
    )

    class Meta:
        model = Placement
        fields = [
            "public_id",
            "application",
            "vacancy",
            "vacancy_title",
            "employer_name",
            "returnee",
            "started_on",
            "wage",
            "wage_currency",
            "has_contract",
            "ended_on",
            "end_reason",
        ]

    def get_returnee(self, placement: Placement) -> uuid.UUID | None:
        return None if _for_employer(self) else placement.application.returnee.public_id

    @extend_schema_field(serializers.ChoiceField(choices=PlacementEnd.choices, allow_blank=True))
    def get_end_reason(self, placement: Placement) -> str:
        """“Unsafe” or “unpaid” is what the person tells the programme, not the firm."""
        said_by = placement.ended_by
        own_words = said_by is not None and said_by.role == Role.EMPLOYER
        return placement.end_reason if own_words or not _for_employer(self) else ""


class PlacementEnding(Strict):
    ended_on = serializers.DateField()
    reason = serializers.ChoiceField(choices=PlacementEnd.choices)
