"""Shapes of what courses would unlock."""

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from backend.api.serializers import PublicIdField
from jobs.models import CourseReach, CourseUnlock


class CourseUnlockShape(serializers.ModelSerializer[CourseUnlock]):
    course = PublicIdField(read_only=True)
    title = serializers.CharField(source="course.title", read_only=True)

    class Meta:
        model = CourseUnlock
        fields = ["course", "title", "vacancies", "eligible", "counted_at"]


class CourseReachShape(serializers.ModelSerializer[CourseReach]):
    region_labels = serializers.SerializerMethodField(help_text="By language; null for all.")

    class Meta:
        model = CourseReach
        fields = ["region", "region_labels", "people", "vacancies", "counted_at"]

    @extend_schema_field(serializers.DictField(child=serializers.CharField(), allow_null=True))
    def get_region_labels(self, row: CourseReach) -> dict[str, str] | None:
        return row.region.labels if row.region else None
