"""Routes of the taxonomies: public, read-only."""

from collections.abc import Sequence
from typing import Any, cast

from django.db.models import QuerySet
from django.utils.translation import get_language
from drf_spectacular.utils import extend_schema
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from backend.api.views import ReadOnlyViewSet
from backend.taxonomy.api import filters
from backend.taxonomy.api import serializers as shapes
from backend.taxonomy.models import (
    Country,
    IscoGroup,
    Language,
    Licence,
    OccupationTitle,
    Place,
    Skill,
)
from backend.taxonomy.querysets import OccupationTitleQuerySet


class TaxonomyViewSet(ReadOnlyViewSet):
    """Addressed by its own code, which is public knowledge."""

    permission_classes = (AllowAny,)
    lookup_field = "pk"
    lookup_value_converter = "slug"
    ordering: Sequence[str] = ("pk",)


class CountryViewSet(TaxonomyViewSet):
    """Countries of the world; `home` are the five people return to."""

    queryset = Country.objects.none()
    serializer_class = shapes.CountryShape
    filterset_class = filters.CountryFilter


class PlaceViewSet(TaxonomyViewSet):
    """Regions and settlements of the five home countries."""

    queryset = Place.objects.none()
    serializer_class = shapes.PlaceShape
    filterset_class = filters.PlaceFilter
    lookup_value_converter = "int"


class OccupationViewSet(TaxonomyViewSet):
    """Groups of ISCO-08."""

    queryset = IscoGroup.objects.none()
    serializer_class = shapes.OccupationShape
    filterset_class = filters.OccupationFilter

    @extend_schema(responses=shapes.OccupationSkillShape(many=True), filters=False)
    @action(detail=True, pagination_class=None)
    def skills(self, request: Request, pk: str) -> Response:
        """Skills of this occupation, the most telling first; twenty at most."""
        links = self.get_object().skill_links.select_related("skill")
        return Response(shapes.OccupationSkillShape(links, many=True).data)


class TitleViewSet(TaxonomyViewSet):
    """Job titles. With `q`, the best suggestions for what a person typed, on one page."""

    queryset = OccupationTitle.objects.none()
    serializer_class = shapes.TitleShape
    filterset_class = filters.TitleFilter
    lookup_value_converter = "int"

    def get_queryset(self) -> QuerySet[Any]:
        return super().get_queryset().select_related("isco")

    def list(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        typed = request.query_params.get("q", "")
        if not typed:
            return super().list(request, *args, **kwargs)
        own = get_language() or "en"
        languages = [own, *(code for code in filters.LANGUAGES if code != own)]
        titles = cast("OccupationTitleQuerySet", self.filter_queryset(self.get_queryset()))
        found = titles.search(typed, languages)
        results = shapes.TitleShape(found, many=True).data
        return Response({"next": None, "previous": None, "results": results})


class SkillViewSet(TaxonomyViewSet):
    """Skills in the work returnees do."""

    queryset = Skill.objects.none()
    serializer_class = shapes.SkillShape
    filterset_class = filters.SkillFilter
    lookup_value_converter = "int"


class LanguageViewSet(TaxonomyViewSet):
    """Languages a person may speak."""

    queryset = Language.objects.none()
    serializer_class = shapes.LanguageShape
    filterset_class = filters.LanguageFilter


class LicenceViewSet(TaxonomyViewSet):
    """Licences to drive or to practise a trade."""

    queryset = Licence.objects.none()
    serializer_class = shapes.LicenceShape
    filterset_class = filters.LicenceFilter
    ordering = ("rank", "pk")
