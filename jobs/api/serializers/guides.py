"""Shapes of what helps to write a vacancy, and of the open list."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.serializers import Strict
from backend.taxonomy.models import Country, IscoGroup
from jobs.api.serializers.vacancies import WORK, WorkShape
from jobs.models import Vacancy
from jobs.starting_points import StartingPoint


class Work(Strict):
    isco = serializers.PrimaryKeyRelatedField(queryset=IscoGroup.objects.unit_groups())


class WorkInCountry(Work):
    country = serializers.PrimaryKeyRelatedField(queryset=Country.objects.all())
    currency = serializers.RegexField("^[A-Z]{3}$", help_text="ISO 4217.")


class StartingPointShape(serializers.Serializer[StartingPoint]):
    """Without an earlier vacancy of the firm `like` is null and the rest says what is usual."""

    like = serializers.SerializerMethodField()
    schedule = serializers.CharField()
    skills = serializers.SerializerMethodField()
    licences = serializers.SerializerMethodField()

    @extend_schema_field(serializers.UUIDField(allow_null=True))
    def get_like(self, point: StartingPoint) -> str | None:
        return str(point.like.public_id) if point.like else None

    @extend_schema_field(serializers.ListField(child=serializers.IntegerField()))
    def get_skills(self, point: StartingPoint) -> list[int]:
        return [skill.pk for skill in point.skills]

    @extend_schema_field(serializers.ListField(child=serializers.CharField()))
    def get_licences(self, point: StartingPoint) -> list[str]:
        return [licence.pk for licence in point.licences]


class PayGuidanceShape(serializers.Serializer[Any]):
    """Monthly, to the nearest hundred. `isco` is the group counted, perhaps the wider one."""

    isco = serializers.CharField()
    country = serializers.CharField()
    currency = serializers.CharField()
    offers = serializers.IntegerField()
    lower_quartile = serializers.IntegerField()
    median = serializers.IntegerField()
    upper_quartile = serializers.IntegerField()


class SimilarPayShape(serializers.Serializer[Any]):
    """`guidance` is null where too few offers or firms would stand behind it."""

    guidance = PayGuidanceShape(allow_null=True)


class OpenVacancyShape(WorkShape):
    """What everybody may read: nothing about decisions, contacts or applicants."""

    class Meta:
        model = Vacancy
        fields = [
            "public_id",
            "employer_name",
            *WORK,
            "published_at",
            "closes_on",
        ]
