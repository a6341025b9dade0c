"""What staff fill in: finding people, and registering somebody who is with them."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import Office
from backend.taxonomy import choices
from reintegration.consents import NEEDED, TEXTS
from reintegration.models import Returnee
from reintegration.pages.forms.person import AboutYouForm
from reintegration.staff_reasons import CorrectionReason, LeaveReason
from reintegration.states import (
    ConsentPurpose,
    NeedKind,
    PhoneOwner,
    ReturneeState,
    Sex,
)

ANY = ("", _("Any"))


class PeopleForm(forms.Form):
    """Filters of the list; whatever is not understood filters nothing."""

    q = forms.CharField(label=_("Name"), required=False, max_length=100)
    state = forms.ChoiceField(
        label=_("State"),
        required=False,
        choices=[
            ANY,
            *((s.value, s.label) for s in ReturneeState if s != ReturneeState.MERGED),
        ],
    )
    region = forms.ChoiceField(label=_("Home region"), required=False)
    need = forms.ChoiceField(label=_("Needs"), required=False, choices=[ANY, *NeedKind.choices])
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=[ANY, *Sex.choices])

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        if isinstance(region, forms.ChoiceField):
            region.choices = [ANY, *choices.regions()]

    def narrow(self, files: Any) -> QuerySet[Returnee]:
        """`files` with the filters that are set."""
        told = self.cleaned_data if self.is_valid() else {}
        if told.get("q"):
            files = files.named(told["q"])
        if told.get("region"):
            files = files.from_region(told["region"])
        if told.get("need"):
            files = files.needing(told["need"])
        for name in ("state", "sex"):
            if told.get(name):
                files = files.filter(**{name: told[name]})
        found: QuerySet[Returnee] = files
        return found


class StaffRegistrationForm(AboutYouForm):
    """The least that a file needs; the rest follows in the file."""

    home_place = forms.ChoiceField(label=_("Home place"))
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel"}),
    )
    phone_owner = forms.ChoiceField(label=_("Who answers this phone?"), choices=PhoneOwner.choices)
    sign_in = forms.BooleanField(
        label=_("The person wants to sign in with this phone"), required=False
    )
    needs = forms.MultipleChoiceField(
        label=_("Needs"),
        choices=NeedKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    office = forms.ModelChoiceField(
        label=_("Office"),
        queryset=Office.objects.order_by("name"),
        required=False,
        empty_label=_("By the home region"),
    )

    def prepare(self) -> None:
        self.offer("home_place", [("", "–"), *choices.places()])
        for purpose, text in TEXTS.items():
            self.fields[f"consent_{purpose}"] = forms.BooleanField(
                label=text, required=purpose in NEEDED
            )

    def consents(self) -> dict[ConsentPurpose, bool]:
        return {purpose: self.cleaned_data[f"consent_{purpose}"] for purpose in TEXTS}


class CorrectionForm(forms.Form):
    reason = forms.ChoiceField(label=_("What is wrong"), choices=CorrectionReason.choices)


class LeaveForm(forms.Form):
    reason = forms.ChoiceField(
        label=_("Reason"), required=False, choices=[("", "–"), *LeaveReason.choices]
    )
