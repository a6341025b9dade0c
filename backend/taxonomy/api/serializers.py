"""Shapes of the taxonomies: a label in the reader's language, and all labels beside it."""

from typing import Any

from django.utils.translation import get_language
from rest_framework import serializers

from backend.taxonomy.models import (
    Country,
    IscoGroup,
    Labelled,
    Language,
    Licence,
    OccupationSkill,
    OccupationTitle,
    Place,
    Skill,
)


class LabelledShape(serializers.ModelSerializer[Any]):
    label = serializers.SerializerMethodField(  # type: ignore[assignment]
        help_text="In the language of the request."
    )
    labels = serializers.DictField(child=serializers.CharField(), read_only=True)
    project_labels = serializers.ListField(
        child=serializers.CharField(),
        read_only=True,
        help_text="Languages whose label is the project's own translation.",
    )

    def get_label(self, thing: Labelled) -> str:
        return thing.label(get_language() or "en")


class CountryShape(LabelledShape):
    class Meta:
        model = Country
        fields = ("code", "label", "labels", "project_labels", "currency", "home")


class PlaceShape(LabelledShape):
    class Meta:
        model = Place
        fields = (
            *("id", "label", "labels", "project_labels", "country", "kind", "parent"),
            *("iso_code", "geoname_id", "aliases", "latitude", "longitude", "population"),
        )


class OccupationShape(LabelledShape):
    class Meta:
        model = IscoGroup
        fields = ("code", "label", "labels", "project_labels", "level", "parent")


class TitleShape(serializers.ModelSerializer[OccupationTitle]):
    """A title as a suggestion: what to show, and the group it stands for."""

    text = serializers.SerializerMethodField(
        help_text="The title; the group's label where the title is machine translation."
    )
    isco_label = serializers.SerializerMethodField()

    class Meta:
        model = OccupationTitle
        fields = ("id", "text", "language", "source", "isco", "isco_label")

    def get_text(self, title: OccupationTitle) -> str:
        return title.text if title.shown else self.get_isco_label(title)

    def get_isco_label(self, title: OccupationTitle) -> str:
        return title.isco.label(get_language() or "en")


class SkillShape(LabelledShape):
    class Meta:
        model = Skill
        fields = ("id", "label", "labels", "project_labels", "esco_id", "kind", "aliases")


class OccupationSkillShape(serializers.ModelSerializer[OccupationSkill]):
    skill = SkillShape(read_only=True)

    class Meta:
        model = OccupationSkill
        fields = ("skill", "essential", "weight")


class LanguageShape(LabelledShape):
    class Meta:
        model = Language
        fields = ("code", "label", "labels", "project_labels")


class LicenceShape(LabelledShape):
    class Meta:
        model = Licence
        fields = ("code", "label", "labels", "project_labels", "kind")
