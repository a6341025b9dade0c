"""Fields that name things of the taxonomy in the reader's language."""

from typing import Any

from django import forms
from django.utils.translation import get_language

from backend.lib.errors import Problem
from backend.taxonomy.models import Place

Group = tuple[str, list[tuple[int, str]]]


def reader() -> str:
    return get_language() or "en"


class Labelled(forms.ModelChoiceField):
    def label_from_instance(self, thing: Any) -> str:
        return str(thing.label(reader()))


class ManyLabelled(forms.ModelMultipleChoiceField):
    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, thing: Any) -> str:
        return str(thing.label(reader()))


class PlaceField(forms.ModelChoiceField):
    """A region or settlement of one country, grouped by region; one query to draw."""

    def __init__(self, *, country: str, **kwargs: Any):
        super().__init__(Place.objects.filter(country=country), **kwargs)
        self.country = country

    def draw(self) -> None:
        """Fill the menu. Called by the form: labels depend on the reader."""
        self.widget.choices = [("", "–"), *places_by_region(self.country)]


def places_by_region(country: str) -> list[Group]:
    """Each region with itself first and its settlements after it, in the reader's order."""
    language = reader()
    rows = list(Place.objects.filter(country=country))
    groups: list[Group] = []
    for region in sorted((p for p in rows if p.parent_id is None), key=_by_label(language)):
        inside = sorted((p for p in rows if p.parent_id == region.pk), key=_by_label(language))
        name = region.label(language)
        groups.append((name, [(p.pk, p.label(language)) for p in (region, *inside)]))
    return groups


def _by_label(language: str) -> Any:
    return lambda thing: thing.label(language).lower()


def offer(field: forms.Field, things: list[Any]) -> None:
    """Show `things` in this order as the choices of a field over the taxonomy."""
    language = reader()
    field.widget.choices = [(thing.pk, thing.label(language)) for thing in things]  # type: ignore[attr-defined]


def show_problem(form: forms.Form, problem: Problem) -> None:
    """Put what an action refused where the person can mend it."""
    for name, text in (problem.fields or {"": problem.text}).items():
        form.add_error(name if name in form.fields else None, str(text))


class Day(forms.DateInput):
    """The browser's own date picker."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class Moment(forms.DateTimeInput):
    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")
