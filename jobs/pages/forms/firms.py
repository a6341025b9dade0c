"""Registering a firm, with or without an account, and changing it."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.models import Country
from jobs.pages.forms.fields import PlaceField

TEL = {"type": "tel", "autocomplete": "tel"}


class FirmForm(forms.Form):
    name = forms.CharField(
        label=_("Name of the firm"), help_text=_("As in your papers."), max_length=160
    )
    tax_number = forms.CharField(
        label=_("Tax number"),
        max_length=32,
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )
    address = forms.CharField(label=_("Address"), max_length=200)
    contact_name = forms.CharField(label=_("Who answers for the firm"), max_length=160)
    contact_phone = forms.CharField(
        label=_("Phone of the firm"), max_length=32, widget=forms.TextInput(attrs=TEL)
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["place"] = PlaceField(label=_("Where the firm is"))
        self.order_fields(["name", "tax_number", "place", "address"])

    def values(self) -> dict[str, Any]:
        """The columns of the firm, for the action."""
        names = ("name", "tax_number", "place", "address", "contact_name", "contact_phone")
        country = Country.objects.get(pk=settings.HOMEWARD_COUNTRY)
        return {name: self.cleaned_data[name] for name in names} | {"country": country}


class ColleagueForm(forms.Form):
    name = forms.CharField(label=_("Name of your colleague"), max_length=160)
    email = forms.EmailField(label=_("E-mail of your colleague"), max_length=254)


class RegisterForm(FirmForm):
    """The firm and the account of whoever registers it, on one page."""

    your_name = forms.CharField(
        label=_("Your name"),
        max_length=160,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    email = forms.EmailField(
        label=_("Your e-mail"), widget=forms.EmailInput(attrs={"autocomplete": "email"})
    )
    password = forms.CharField(
        label=_("Choose a password"),
        help_text=_("At least 12 characters. A few words are easy to remember."),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
