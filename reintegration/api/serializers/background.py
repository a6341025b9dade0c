"""The lists of a file: work, skills, languages, needs."""

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers

from backend.api.serializers import Strict
from backend.taxonomy.levels import Cefr
from backend.taxonomy.models import Country, IscoGroup, Language
from reintegration.models import Need, ReturneeLanguage, ReturneeSkill, WorkHistory


class Named(serializers.CharField):
    """The label of a taxonomy entry in the language of the request."""

    def __init__(self, **kwargs: Any):
        super().__init__(read_only=True, **kwargs)

    def to_representation(self, value: Any) -> str:
        return str(value.label(get_language() or "en"))


class WorkShape(serializers.ModelSerializer[WorkHistory]):
    isco_name = Named(source="isco")

    class Meta:
        model = WorkHistory
        fields = ["isco", "isco_name", "title", "country", "months"]


class WorkInput(Strict):
    isco = serializers.PrimaryKeyRelatedField(queryset=IscoGroup.objects.all())
    title = serializers.CharField(max_length=200, allow_blank=True, default="")
    country = serializers.PrimaryKeyRelatedField(
        queryset=Country.objects.all(), allow_null=True, default=None
    )
    months = serializers.IntegerField(min_value=1, max_value=720)


class KnownSkillShape(serializers.ModelSerializer[ReturneeSkill]):
    name = Named(source="skill")

    class Meta:
        model = ReturneeSkill
        fields = ["skill", "name", "source"]


class SpokenShape(serializers.ModelSerializer[ReturneeLanguage]):
    class Meta:
        model = ReturneeLanguage
        fields = ["language", "level"]


class SpokenInput(Strict):
    language = serializers.PrimaryKeyRelatedField(queryset=Language.objects.all())
    level = serializers.ChoiceField(choices=Cefr.choices)


class NeedShape(serializers.ModelSerializer[Need]):
    class Meta:
        model = Need
        fields = ["kind", "noted_on", "met_on"]
