"""Fields that name things of the taxonomy in the reader's language, and the browser's pickers."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings

from backend.taxonomy import choices
from backend.taxonomy.models import Place


class Labelled(forms.ModelChoiceField):  # type: ignore[type-arg]  # no arguments at run time
    def label_from_instance(self, thing: Any) -> str:
        return choices.name_of(thing)


class ManyLabelled(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # the same
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, thing: Any) -> str:
        return choices.name_of(thing)


class PlaceField(Labelled):
    """A region or settlement of this country, under its region; made while somebody reads."""

    def __init__(self, **kwargs: Any):
        super().__init__(Place.objects.filter(country=settings.HOMEWARD_COUNTRY), **kwargs)
        offer(self, [("", "–"), *choices.places()])


def offer(field: forms.Field, shown: Iterable[Any]) -> None:
    """Show these choices, in this order, of all that the field accepts."""
    widget: Any = field.widget
    widget.choices = list(shown)


class Day(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")
