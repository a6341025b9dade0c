"""The same questions when staff answer them for somebody: "you" would be the officer."""

from collections.abc import Iterable, Mapping
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from reintegration.states import PhoneOwner, ReturnKind

LABELS: dict[str, StrOrPromise] = {
    "sex": _("Sex"),
    "destinations": _("Countries worked in"),
    "return_kind": _("Reason for the return"),
    "contact_from": _("Call from"),
    "contact_until": _("Call until"),
    "contact_days": _("Days that suit the person"),
    "skills": _("Skills"),
    "needs": _("Needs"),
    "wage_floor": _("Lowest monthly pay"),
    "commute_km": _("Distance the person can travel to work"),
    "can_relocate": _("Would move to another place for work"),
    "schedules": _("Working hours that suit the person"),
    "q": _("What work has the person done?"),
}
HINTS: dict[str, StrOrPromise] = {
    "given_names": _("As in the passport, in any letters."),
    "sex": "",
    "home_place": _("If it is not here, choose “another place” of the region."),
    "phone_owner": _("If others do, our messages say nothing about the person."),
    "contact_days": _("None ticked means any day."),
    "skills": _("Tick what the person can do without help."),
}
# By the page's name.
TITLES: dict[str, StrOrPromise] = {
    "about-you": _("About the person"),
    "place": _("Home"),
    "return": _("Time abroad"),
    "work": _("Work done"),
    "skills": _("Skills and education"),
    "languages": _("Languages"),
    "wishes": _("Wishes"),
    "contact": _("How to reach the person"),
}
CHOICES: dict[str, dict[str, StrOrPromise]] = {
    "phone_owner": {
        PhoneOwner.SELF: _("Only the person"),
        PhoneOwner.FAMILY: _("The family too"),
    },
    "return_kind": {
        ReturnKind.PLANNED: _("Came back as planned"),
        ReturnKind.JOB_LOST: _("Lost the job"),
        ReturnKind.FAMILY: _("For the family"),
        ReturnKind.SENT_BACK: _("Was sent back"),
        ReturnKind.ASSISTED: _("A programme helped with the return"),
    },
}


def reword(fields: Mapping[str, forms.Field]) -> None:
    """Put neutral words for those that speak to the person."""
    for name, field in fields.items():
        field.label = LABELS.get(name, field.label)
        if field.help_text:
            field.help_text = HINTS.get(name, field.help_text)
        if words := CHOICES.get(name):
            asked = cast("forms.ChoiceField", field)
            pairs = cast("Iterable[tuple[str, StrOrPromise]]", asked.choices)
            asked.choices = [(value, words.get(value, label)) for value, label in pairs]
