from django_filters import rest_framework as filters

from backend.notifications.models import Message
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.states import Lane, State


class MessageFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=State.choices)
    lane = filters.MultipleChoiceFilter(choices=Lane.choices)
    parked = filters.BooleanFilter(
        method="only_parked", label="Uncertain, and waiting for a person to settle it"
    )

    class Meta:
        model = Message
        fields = ["state", "lane", "kind"]

    def only_parked(self, queryset: MessageQuerySet, name: str, value: bool) -> MessageQuerySet:
        return queryset.parked() if value else queryset
