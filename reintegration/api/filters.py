from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from backend.taxonomy.models import IscoGroup, Place, Skill
from reintegration.models import (
    BusinessPlan,
    FollowUp,
    Grant,
    PossibleDuplicate,
    Reply,
    Returnee,
    Tranche,
)
from reintegration.staff_inbox import ReplyMeaning, ReplyState
from reintegration.states import (
    DuplicateState,
    FollowUpState,
    NeedKind,
    PlanState,
    ReturneeState,
    Sex,
    TrancheState,
)


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


class DuplicateFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=DuplicateState.choices)

    class Meta:
        model = PossibleDuplicate
        fields = ["state"]


class FollowUpFilter(filters.FilterSet):
    returnee = filters.UUIDFilter(field_name="returnee__public_id")
    state = filters.MultipleChoiceFilter(choices=FollowUpState.choices)
    due_after = filters.DateFilter(field_name="due_on", lookup_expr="gte")
    due_before = filters.DateFilter(field_name="due_on", lookup_expr="lte")

    class Meta:
        model = FollowUp
        fields = ["wave", "livelihood"]


class PlanFilter(filters.FilterSet):
    returnee = filters.UUIDFilter(field_name="returnee__public_id")
    state = filters.MultipleChoiceFilter(choices=PlanState.choices)

    class Meta:
        model = BusinessPlan
        fields = ["place"]


class GrantFilter(filters.FilterSet):
    plan = filters.UUIDFilter(field_name="plan__public_id")

    class Meta:
        model = Grant
        fields = ["plan"]


class TrancheFilter(filters.FilterSet):
    grant = filters.UUIDFilter(field_name="grant__public_id")
    state = filters.MultipleChoiceFilter(choices=TrancheState.choices)

    class Meta:
        model = Tranche
        fields = ["grant"]


class ReplyFilter(filters.FilterSet):
    returnee = filters.UUIDFilter(field_name="returnee__public_id")
    assigned_to = filters.UUIDFilter(field_name="assigned_to__public_id")
    unassigned = filters.BooleanFilter(field_name="assigned_to", lookup_expr="isnull")
    state = filters.MultipleChoiceFilter(choices=ReplyState.choices)
    meaning = filters.MultipleChoiceFilter(choices=ReplyMeaning.choices)

    class Meta:
        model = Reply
        fields = ["state"]
