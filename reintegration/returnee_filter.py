"""The filters of the list of returnees: for the API, and for the lists that staff write to."""

from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from backend.taxonomy.models import IscoGroup, Place, Skill
from reintegration.models import Returnee
from reintegration.states import NeedKind, ReturneeState, Sex


class ReturneeFilter(filters.FilterSet):
    q = filters.CharFilter(
        method="by_name", max_length=100, label="Words of the name, in either script"
    )
    state = filters.MultipleChoiceFilter(choices=ReturneeState.choices)
    office = filters.UUIDFilter(field_name="office__public_id")
    region = filters.ModelChoiceFilter(
        queryset=Place.objects.regions(), method="by_region", label="Region of the home place"
    )
    sex = filters.ChoiceFilter(choices=Sex.choices)
    need = filters.ChoiceFilter(choices=NeedKind.choices, method="by_need", label="Unmet need")
    isco = filters.ModelChoiceFilter(
        queryset=IscoGroup.objects.all(), method="by_work", label="Work done, a group of any level"
    )
    skill = filters.ModelChoiceFilter(
        queryset=Skill.objects.all(), method="by_skill", label="Skill"
    )
    returned_after = filters.DateFilter(field_name="returned_on", lookup_expr="gte")
    returned_before = filters.DateFilter(field_name="returned_on", lookup_expr="lte")

    class Meta:
        model = Returnee
        fields = ["home_place", "language"]

    def by_name(self, files: Any, name: str, value: str) -> QuerySet[Returnee]:
        found: QuerySet[Returnee] = files.named(value)
        return found

    def by_region(self, files: Any, name: str, value: Place) -> QuerySet[Returnee]:
        found: QuerySet[Returnee] = files.from_region(value)
        return found

    def by_need(self, files: Any, name: str, value: str) -> QuerySet[Returnee]:
        found: QuerySet[Returnee] = files.needing(value)
        return found

    def by_work(self, files: Any, name: str, value: IscoGroup) -> QuerySet[Returnee]:
        found: QuerySet[Returnee] = files.who_worked_as(value)
        return found

    def by_skill(self, files: Any, name: str, value: Skill) -> QuerySet[Returnee]:
        return files.filter(skills__skill=value)  # at most one row a person: no doubles
