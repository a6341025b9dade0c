from django_filters import rest_framework as filters

from jobs.models import CourseReach, CourseUnlock


class CourseReachFilter(filters.FilterSet):
    region = filters.NumberFilter(label="A region's id")
    min_people = filters.NumberFilter(field_name="people", lookup_expr="gte")

    class Meta:
        model = CourseReach
        fields = ["region", "min_people"]


class CourseUnlockFilter(filters.FilterSet):
    course = filters.UUIDFilter(field_name="course__public_id")
    min_vacancies = filters.NumberFilter(field_name="vacancies", lookup_expr="gte")

    class Meta:
        model = CourseUnlock
        fields = ["course", "min_vacancies"]
