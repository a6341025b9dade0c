from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from backend.taxonomy.models import Skill
from training.models import Cohort, Course, Enrolment
from training.states import CohortState, EnrolmentState


class CourseFilter(filters.FilterSet):
    provider = filters.UUIDFilter(field_name="provider__public_id")
    title = filters.CharFilter(lookup_expr="icontains")
    skill = filters.ModelChoiceFilter(field_name="skills", queryset=Skill.objects.all())

    class Meta:
        model = Course
        fields = ["provider", "title", "skill", "language", "is_active"]


class CohortFilter(filters.FilterSet):
    course = filters.UUIDFilter(field_name="course__public_id")
    state = filters.MultipleChoiceFilter(choices=CohortState.choices)
    starts_after = filters.DateFilter(field_name="starts_on", lookup_expr="gte")
    starts_before = filters.DateFilter(field_name="starts_on", lookup_expr="lte")
    has_seats = filters.BooleanFilter(method="filter_seats", label="Has free seats")

    class Meta:
        model = Cohort
        fields = ["course", "state", "place"]

    def filter_seats(self, rows: QuerySet[Any], name: str, value: Any) -> QuerySet[Any]:
        return rows.filter(free__gt=0) if value else rows.filter(free=0)


class EnrolmentFilter(filters.FilterSet):
    cohort = filters.UUIDFilter(field_name="cohort__public_id")
    course = filters.UUIDFilter(field_name="cohort__course__public_id")
    returnee = filters.UUIDFilter(field_name="returnee__public_id")
    state = filters.MultipleChoiceFilter(choices=EnrolmentState.choices)

    class Meta:
        model = Enrolment
        fields = ["cohort", "course", "returnee", "state"]
