from django_filters import rest_framework as filters

from backend.notifications.models import Message
from backend.notifications.states import Lane, State


class MessageFilter(filters.FilterSet):
    state = filters.MultipleChoiceFilter(choices=State.choices)
    lane = filters.MultipleChoiceFilter(choices=Lane.choices)

    class Meta:
        model = Message
        fields = ["state", "lane", "kind"]
