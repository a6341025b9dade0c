"""`?q=` and the plain filters of the taxonomies."""

from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django_filters import rest_framework as rest_filters

from backend.taxonomy.models import Country, IscoGroup, Licence, OccupationTitle, Place, Skill

LANGUAGES = [code for code, _name in settings.LANGUAGES]


class LabelFilter(rest_filters.FilterSet):
    """`q`: text in a label of any language, or in another name where the thing has some."""

    q = rest_filters.CharFilter(method="named", max_length=100)

    def named(self, queryset: Any, name: str, value: str) -> QuerySet[Any]:
        found: QuerySet[Any] = queryset.named(value, LANGUAGES)
        return found


class CountryFilter(LabelFilter):
    class Meta:
        model = Country
        fields = ("home",)


class PlaceFilter(LabelFilter):
    class Meta:
        model = Place
        fields = ("country", "kind", "parent")


class OccupationFilter(LabelFilter):
    level = rest_filters.ChoiceFilter(choices=[(level, str(level)) for level in range(1, 5)])

    class Meta:
        model = IscoGroup
        fields = ("level", "parent")


class TitleFilter(rest_filters.FilterSet):
    q = rest_filters.CharFilter(
        method="as_it_is", max_length=100, help_text="What a person typed: at most 20 suggestions."
    )
    language = rest_filters.ChoiceFilter(choices=[(code, code) for code in LANGUAGES])

    class Meta:
        model = OccupationTitle
        fields = ("q", "language", "isco")

    def as_it_is(self, queryset: QuerySet[Any], name: str, value: str) -> QuerySet[Any]:
        """The view searches: suggestions have their own order."""
        return queryset


class SkillFilter(LabelFilter):
    isco = rest_filters.ModelChoiceFilter(
        queryset=IscoGroup.objects.all(), field_name="occupation_links__isco"
    )

    class Meta:
        model = Skill
        fields = ("isco", "kind")


class LicenceFilter(LabelFilter):
    class Meta:
        model = Licence
        fields = ("kind",)


class LanguageFilter(LabelFilter):
    """By name only."""
