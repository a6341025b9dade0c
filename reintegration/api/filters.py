from typing import Any

from django.db.models import QuerySet
from django_filters import rest_framework as filters

from reintegration.campaigns.states import CampaignState
from reintegration.hotline_states import HotlinePurpose, HotlineState
from reintegration.letter_states import LetterState
from reintegration.models import (
    BusinessPlan,
    Campaign,
    FollowUp,
    Grant,
    Hotline,
    Letter,
    PossibleDuplicate,
    Reply,
    Tranche,
)
from reintegration.staff_inbox import ReplyMeaning, ReplyState
from reintegration.states import (
    DuplicateState,
    FollowUpState,
    PlanState,
    TrancheState,
)


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


class CampaignFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=CampaignState.choices)
    written_by = filters.UUIDFilter(field_name="written_by__public_id")

    class Meta:
        model = Campaign
        fields = ["state"]


class LetterFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=LetterState.choices)
    mine = filters.BooleanFilter(method="by_hands", label="In the caller's hands")

    class Meta:
        model = Letter
        fields = ["state"]

    def by_hands(self, letters: Any, name: str, value: bool) -> QuerySet[Letter]:
        mine = {"assigned_to": self.request.user} if self.request else {"pk": None}
        return letters.filter(**mine) if value else letters.exclude(**mine)


class HotlineFilter(filters.FilterSet):
    country = filters.CharFilter(field_name="country_id", max_length=2)
    purpose = filters.ChoiceFilter(choices=HotlinePurpose.choices)
    state = filters.MultipleChoiceFilter(choices=HotlineState.choices)

    class Meta:
        model = Hotline
        fields = ["purpose"]
