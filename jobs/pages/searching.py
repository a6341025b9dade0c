"""The search of the open list. Drawn with GET, so that a search is an address to send on."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.models import Country
from backend.web.formats import CURRENCY_WORDS, distance
from jobs.open_list import DISTANCES_KM, Wanted
from jobs.pages.forms.fields import PlaceField
from reintegration.states import Schedule

MONEY = {"inputmode": "numeric"}


class SearchForm(forms.Form):
    work = forms.CharField(
        label=_("What work?"),
        help_text=_("For example: welder, cook, driver."),
        max_length=100,
        required=False,
    )
    within = forms.TypedChoiceField(
        label=_("How far from there?"), coerce=int, required=False, empty_value=None
    )
    pay = forms.IntegerField(
        min_value=1,
        max_value=2_000_000_000,
        required=False,
        widget=forms.TextInput(attrs=MONEY),
    )
    schedule = forms.ChoiceField(
        label=_("Working hours"), required=False, choices=[("", _("Any")), *Schedule.choices]
    )
    housing = forms.BooleanField(label=_("Housing is given"), required=False)

    # A search has no field that must be filled in; the page need not say so at each of them.
    marks_optional = False

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(label=_("Where?"), required=False)
        near = [("", _("Only this place")), *((km, distance(km)) for km in DISTANCES_KM)]
        self.fields["within"].choices = near  # type: ignore[attr-defined]
        currency = Country.objects.get(pk=settings.HOMEWARD_COUNTRY).currency
        label = _("Pay a month at least, %(currency)s")
        word = CURRENCY_WORDS.get(currency, currency)
        self.fields["pay"].label = label % {"currency": word}
        self.order_fields(["work", "place", "within"])

    def wanted(self) -> Wanted:
        """What was asked for; a wrong answer is shown at its field and does not narrow."""
        self.is_valid()
        said = self.cleaned_data
        return Wanted(
            work=said.get("work", ""),
            place=said.get("place"),
            within_km=said.get("within"),
            pay=said.get("pay"),
            schedule=said.get("schedule", ""),
            housing=said.get("housing", False),
        )

    @property
    def narrows(self) -> bool:
        """Whether anything is asked for besides the work itself."""
        return any(self[name].value() for name in self.fields if name != "work")
