"""One question, asked for counting only."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

SAID = {"yes": True, "no": False, "": None}


class DisabilityForm(forms.Form):
    has_disability = forms.ChoiceField(
        label=_("Do you have a disability?"),
        help_text=_("Whether a paper confirms it or not."),
        choices=[
            ("yes", _("Yes")),
            ("no", _("No")),
            ("", _("Prefer not to say")),
        ],
        required=False,
        widget=forms.RadioSelect,
    )

    def clean_has_disability(self) -> Any:
        return SAID[self.cleaned_data["has_disability"]]
