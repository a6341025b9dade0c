"""The fairness reports for machines."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import mixins, serializers
from rest_framework.permissions import BasePermission

from backend.api.views import VisibleViewSet
from backend.indicators.api.views import MaySeeFigures
from backend.indicators.fairness import ShownGroup
from backend.indicators.fairness_reads import BY, names_of, table_of
from backend.indicators.models import FairnessReport

CHOICES = [(dimension.value, dimension.label) for dimension in BY]


class ShareShape(serializers.Serializer[Any]):
    """`low` and `high` are Wilson's 95 % interval; `ratio` is to the share of everybody."""

    count = serializers.IntegerField()
    of = serializers.IntegerField()
    share = serializers.FloatField()
    low = serializers.FloatField()
    high = serializers.FloatField()
    ratio = serializers.FloatField(allow_null=True)
    apart = serializers.BooleanField(help_text="Everybody's share lies outside the interval")


class MeanShape(serializers.Serializer[Any]):
    of = serializers.IntegerField()
    mean = serializers.FloatField()
    ratio = serializers.FloatField(allow_null=True)


class GroupShape(serializers.Serializer[Any]):
    """A null is too small to show, would give a small one away, or has nobody in it."""

    group = serializers.CharField(help_text="A code; empty for everybody")
    name = serializers.CharField()
    people = serializers.IntegerField(allow_null=True)
    listed = ShareShape(allow_null=True)
    exposure = MeanShape(allow_null=True)
    sought = serializers.IntegerField(allow_null=True)
    told = ShareShape(allow_null=True)
    notices = MeanShape(allow_null=True)
    hired = ShareShape(allow_null=True)


class DimensionShape(serializers.Serializer[Any]):
    dimension = serializers.ChoiceField(choices=CHOICES)
    groups = GroupShape(many=True)


class FairnessShape(serializers.ModelSerializer[FairnessReport]):
    run = serializers.UUIDField(source="run.public_id", read_only=True)
    counted_at = serializers.DateTimeField(source="created_at", read_only=True)
    dimensions = serializers.SerializerMethodField()

    class Meta:
        model = FairnessReport
        fields = ["public_id", "run", "counted_at", "dimensions"]

    @extend_schema_field(DimensionShape(many=True))
    def get_dimensions(self, report: FairnessReport) -> Any:
        asked = self.context["request"].query_params.get("dimension")
        wanted = [dimension.value for dimension in BY if asked in (None, "", dimension)]
        tables = [{"dimension": by, "groups": _named(by, table_of(report, by))} for by in wanted]
        return DimensionShape(tables, many=True).data


class FairnessFilter(filters.FilterSet):
    run = filters.UUIDFilter(field_name="run__public_id")
    dimension = filters.ChoiceFilter(
        choices=CHOICES, method="narrowed", label="Only the groups of this dimension"
    )

    class Meta:
        model = FairnessReport
        fields = ["run", "dimension"]

    def narrowed(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        """Every report has every dimension; the shape leaves the others out."""
        return rows


class FairnessViewSet(mixins.ListModelMixin, VisibleViewSet):
    """Staff and observers: who is listed, told and hired after nightly runs, newest first."""

    queryset = FairnessReport.objects.none()
    serializer_class = FairnessShape
    filterset_class = FairnessFilter
    ordering_fields = ("created_at",)
    ordering = ("-created_at", "-pk")
    permission_classes: tuple[type[BasePermission], ...] = (MaySeeFigures,)

    def get_queryset(self) -> Any:
        return super().get_queryset().select_related("run").prefetch_related("counts")


def _named(by: str, groups: list[ShownGroup]) -> list[dict[str, Any]]:
    names = {"": "", **names_of(by, [group.group for group in groups])}
    return [
        {name: getattr(group, name) for name in ShownGroup.__slots__} | {"name": names[group.group]}
        for group in groups
    ]
