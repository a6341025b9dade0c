"""How it is going: one answer needed, the rest as far as people want to say."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from reintegration.states import FollowUpState, Livelihood, Verified

YES_NO_UNSAID = [("", _("I do not want to say")), ("yes", _("Yes")), ("no", _("No"))]
BOOLEANS = ("same_employer", "has_contract", "training_related")


def _yes_no(label: Any) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=YES_NO_UNSAID,
        required=False,
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
    )


def _whole(label: Any, most: int, hint: Any = "") -> forms.IntegerField:
    widget = forms.TextInput(attrs={"inputmode": "numeric", "class": "medium"})
    return forms.IntegerField(
        label=label, required=False, min_value=0, max_value=most, widget=widget, help_text=hint
    )


class FollowUpForm(forms.Form):
    livelihood = forms.ChoiceField(
        label=_("What do you do now?"), choices=Livelihood.choices, widget=forms.RadioSelect
    )
    same_employer = _yes_no(_("Are you still with the same employer?"))
    hours_per_week = _whole(_("Hours a week"), 168)
    monthly_income = _whole(
        _("Income a month"), 2_000_000_000, _("In the money of your country; a guess will do.")
    )
    has_contract = _yes_no(_("Do you have a written contract?"))
    training_related = _yes_no(_("Do you use what you learnt in the course?"))

    def facts(self) -> dict[str, Any]:
        """What was said, without what was left out."""
        return {name: value for name, value in self.cleaned_data.items() if value not in (None, "")}


class StaffFollowUpForm(FollowUpForm):
    """The same, asked by staff, who also know how sure the answer is."""

    verified = forms.ChoiceField(label=_("How we know"), choices=Verified.choices)


class NotReachedForm(forms.Form):
    state = forms.ChoiceField(
        label=_("Why there is no answer"),
        choices=[
            (state, state.label) for state in (FollowUpState.NOT_REACHED, FollowUpState.REFUSED)
        ],
    )
