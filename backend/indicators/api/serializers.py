import datetime as dt
from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from backend.indicators.reads import GROUPINGS

FIRST_YEAR = 2020


class OutcomeQuery(serializers.Serializer[Any]):
    by = serializers.ChoiceField(choices=GROUPINGS, default="all")
    known_on = serializers.DateTimeField(
        required=False,
        help_text="The table as it was known at this moment, from 2020 on. "
        "Observers get the beginning of its month.",
    )

    def validate_known_on(self, value: dt.datetime) -> dt.datetime:
        if value.year < FIRST_YEAR:
            raise serializers.ValidationError(_("Nothing was recorded before 2020."))
        return value


class LaterShape(serializers.Serializer[Any]):
    wave = serializers.IntegerField(help_text="Months after the milestone")
    asked = serializers.IntegerField(allow_null=True)
    answered = serializers.IntegerField(allow_null=True)
    in_work = serializers.IntegerField(allow_null=True)
    not_reached = serializers.IntegerField(allow_null=True)
    refused = serializers.IntegerField(allow_null=True)
    lower = serializers.FloatField(allow_null=True)
    upper = serializers.FloatField(allow_null=True)


class RowShape(serializers.Serializer[Any]):
    """A count of null is too small to show outside the office, or would give one away."""

    group = serializers.CharField()
    people = serializers.IntegerField(allow_null=True)
    steps = serializers.DictField(child=serializers.IntegerField(allow_null=True))
    later = LaterShape(many=True)


class OutcomeTable(serializers.Serializer[Any]):
    by = serializers.ChoiceField(choices=GROUPINGS)
    known_on = serializers.DateTimeField()
    rows = RowShape(many=True)


class IndicatorShape(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.CharField()
    sentence = serializers.CharField()
