"""An application, and the employer's answers to it."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from jobs.pages.forms.fields import Day, Moment
from jobs.states import RefusalReason
from reintegration.consents import TEXTS
from reintegration.states import ConsentPurpose

# The other reasons are the service's own words.
OWN_REASONS = [
    (value, label) for value, label in RefusalReason.choices if value != RefusalReason.CLOSED
]


class ApplyForm(forms.Form):
    """Two taps: the consent only where it is missing, and a few words only who wants to."""

    note = forms.CharField(
        label=_("A few words to the employer"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, consent_is_missing: bool, **kwargs: Any):
        super().__init__(*args, **kwargs)
        if consent_is_missing:
            self.fields["agree"] = forms.BooleanField(
                label=TEXTS[ConsentPurpose.EMPLOYERS],
                error_messages={
                    "required": _("Without this the employer cannot answer. Tick it to apply.")
                },
            )


class InviteForm(forms.Form):
    interview_at = forms.DateTimeField(label=_("When should the person come?"), widget=Moment())
    interview_place = forms.CharField(
        label=_("Where?"), help_text=_("Street, house, room."), max_length=200
    )


class RefuseForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Why not this time?"), widget=forms.RadioSelect, choices=OWN_REASONS
    )


class Ids(forms.TypedMultipleChoiceField):
    """Ids ticked in a list that the page draws. Any is taken: the action knows who sees which."""

    def valid_value(self, value: Any) -> bool:
        return True


class BulkRefuseForm(RefuseForm):
    """One reason for several; their boxes stand in the list of applicants."""

    applications = Ids(
        label=_("Whom?"),
        coerce=UUID,
        error_messages={"required": _("Tick the people whom you want to answer.")},
    )

    def values(self) -> dict[str, Any]:
        said = self.cleaned_data
        return {"ids": said["applications"], "reason": RefusalReason(said["reason"])}


class HireForm(forms.Form):
    started_on = forms.DateField(label=_("First day of work"), widget=Day())
    wage = forms.IntegerField(
        label=_("Agreed pay a month"),
        min_value=1,
        max_value=2_000_000_000,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    has_contract = forms.BooleanField(label=_("There is a written contract"), required=False)
