from typing import Any

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from backend.lib.errors import Invalid
from backend.lib.phone import parse_phone


class PhoneForm(forms.Form):
    phone = forms.CharField(
        label=gettext_lazy("Your phone number"),
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        number = example_number(settings.HOMEWARD_COUNTRY)
        self.fields["phone"].help_text = _("For example %(number)s") % {"number": number}

    def clean_phone(self) -> str:
        try:
            return parse_phone(self.cleaned_data["phone"], settings.HOMEWARD_COUNTRY)
        except Invalid as error:
            raise ValidationError(str(error.fields["phone"])) from error


class CodeForm(forms.Form):
    """One box that a paste, the SMS suggestion and any keyboard can fill."""

    code = forms.CharField(
        label=gettext_lazy("Code from the SMS"),
        help_text=gettext_lazy("6 digits"),
        max_length=32,
        widget=forms.TextInput(
            attrs={
                "autocomplete": "one-time-code",
                "inputmode": "numeric",
                "autofocus": True,
                "spellcheck": "false",
            }
        ),
    )
    shared = forms.BooleanField(
        label=gettext_lazy("Other people use this phone too"),
        help_text=gettext_lazy("Then we sign you out soon after you stop reading."),
        required=False,
    )


def example_number(country: str) -> str:
    """A mobile number of the country as people write it there."""
    kind = phonenumbers.PhoneNumberType.MOBILE
    number = phonenumbers.example_number_for_type(country, kind)
    if number is None:
        return "+996 700 123 456"
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.NATIONAL)
