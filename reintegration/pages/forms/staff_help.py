"""Forms of letters and of numbers to call, for staff."""

import datetime as dt
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.taxonomy.choices import name_of, usual_countries
from backend.taxonomy.models import Country
from reintegration.hotline_states import MOST_DAYS, USUAL_DAYS, HotlinePurpose
from reintegration.letter_querysets import LetterQuerySet
from reintegration.letter_states import LetterState
from reintegration.letter_words import LONGEST
from reintegration.pages.forms.staff_inbox import WHOSE


class QueueForm(forms.Form):
    """Filters; whatever is not understood filters nothing, and shows what is open."""

    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[("", _("Not closed")), *LetterState.choices, ("all", _("Any"))],
    )
    whose = forms.ChoiceField(label=_("In whose hands"), required=False, choices=WHOSE)

    def narrow(self, letters: LetterQuerySet, user: User) -> LetterQuerySet:
        self.is_valid()
        state, whose = self.cleaned_data.get("state"), self.cleaned_data.get("whose")
        if not state:
            letters = letters.open()
        elif state != "all":
            letters = letters.filter(state=state)
        if whose:
            letters = letters.filter(assigned_to=user if whose == "mine" else None)
        return letters


class LetterAnswerForm(forms.Form):
    text = forms.CharField(
        label=_("Your answer"),
        help_text=_("Only whoever has the code reads it. Give no numbers that are not confirmed."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 5, "autocomplete": "off"}),
    )


class HotlineForm(forms.Form):
    """A number as it was found. Nobody sees it before it is confirmed."""

    country = forms.ModelChoiceField(
        label=_("Country"), queryset=Country.objects.none(), to_field_name="code"
    )
    number = forms.CharField(
        label=_("Number"),
        help_text=_("A short number as it is dialled there, or a whole one with +."),
        max_length=24,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    name = forms.CharField(
        label=_("Whose number it is"),
        help_text=_("As the organisation calls itself; people see it."),
        max_length=120,
    )
    purpose = forms.ChoiceField(label=_("What it is for"), choices=HotlinePurpose.choices)
    languages = forms.MultipleChoiceField(
        label=_("Languages spoken"),
        choices=settings.LANGUAGES,
        widget=forms.CheckboxSelectMultiple,
    )
    free = forms.BooleanField(label=_("The call costs nothing"), required=False)
    opens = forms.TimeField(
        label=_("Opens at"),
        help_text=_("Both times empty: day and night."),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}),
    )
    closes = forms.TimeField(
        label=_("Closes at"),
        required=False,
        widget=forms.TimeInput(attrs={"type": "time", "class": "short"}),
    )
    source = forms.URLField(
        label=_("Where did you find it?"),
        help_text=_("The address of the page."),
        max_length=500,
        assume_scheme="https",
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        country = self.fields["country"]
        if isinstance(country, forms.ModelChoiceField):
            country.queryset = Country.objects.all()
            named = Country.objects.in_bulk()
            by_name = sorted(named, key=lambda c: name_of(named[c]))
            order = dict.fromkeys([*usual_countries(), *by_name])
            country.choices = [("", "–"), *((c, name_of(named[c])) for c in order if c in named)]


class ConfirmForm(forms.Form):
    called = forms.BooleanField(
        label=_("I have called this number today. It was answered, and all of this is right.")
    )
    good_until = forms.DateField(
        label=_("Show it until"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        today = timezone.localdate()
        until = self.fields["good_until"]
        until.initial = today + dt.timedelta(days=USUAL_DAYS)
        until.widget.attrs |= {"max": (today + dt.timedelta(days=MOST_DAYS)).isoformat()}
