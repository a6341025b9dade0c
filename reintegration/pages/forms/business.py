"""A business plan, and what staff decide on it."""

from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.taxonomy import choices
from backend.taxonomy.models import Place
from reintegration.models import BusinessPlan

PARTS = 3


def _money(label: Any, *, required: bool = True, hint: Any = "") -> forms.DecimalField:
    return forms.DecimalField(
        label=label,
        required=required,
        help_text=hint,
        min_value=0,
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "medium"}),
    )


class PlanForm(forms.Form):
    title = forms.CharField(
        label=_("What will your business do?"),
        max_length=160,
        help_text=_("For example: sewing workshop, beekeeping, car repair."),
    )
    description = forms.CharField(
        label=_("Who will buy, and why from you?"),
        required=False,
        max_length=5000,
        widget=forms.Textarea,
    )
    place = forms.ChoiceField(label=_("Where?"))
    start_cost = _money(_("What does it cost to start?"))
    own_share = _money(_("How much of it do you have?"), required=False)
    monthly_income = _money(_("What will it bring in a month?"), required=False)

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        place = self.fields["place"]
        if isinstance(place, forms.ChoiceField):
            place.choices = [("", "–"), *choices.places()]

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        if told.get("place"):
            told["place"] = Place.objects.select_related("country").get(pk=told["place"])
        for name in ("own_share", "monthly_income"):
            told[name] = told.get(name) or Decimal(0)
        return told


def told_in(plan: BusinessPlan) -> dict[str, Any]:
    names = ("title", "description", "start_cost", "own_share", "monthly_income")
    return {**{name: getattr(plan, name) for name in names}, "place": str(plan.place_id)}


class ApprovalForm(forms.Form):
    """The grant and up to three parts; unused parts stay empty."""

    amount = _money(_("Grant"))

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        for number in range(1, PARTS + 1):
            words = {"number": number}
            self.fields[f"amount_{number}"] = _money(
                _("Part %(number)s: amount") % words, required=number == 1
            )
            self.fields[f"condition_{number}"] = forms.CharField(
                label=_("Part %(number)s: paid when") % words,
                max_length=200,
                required=number == 1,
            )

    def parts(self) -> list[Any]:
        told = self.cleaned_data
        return [
            {"amount": told[f"amount_{number}"], "condition": told[f"condition_{number}"]}
            for number in range(1, PARTS + 1)
            if told[f"amount_{number}"] is not None
        ]


class ReasonForm(forms.Form):
    reason = forms.CharField(label=_("Reason"), max_length=2000, widget=forms.Textarea)
