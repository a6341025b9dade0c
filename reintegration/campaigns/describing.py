"""The filters of a campaign in words, so that who approves it knows who is meant."""

from typing import Any

from django.forms import Field
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.accounts.models import Office
from backend.taxonomy.choices import name_of
from backend.taxonomy.models import Labelled
from backend.web.formats import long_date
from reintegration.campaigns.audience import read
from reintegration.models import Campaign

LABELS: dict[str, StrOrPromise] = {
    "q": _("Name"),
    "state": _("State"),
    "office": _("Office"),
    "region": _("Home region"),
    "home_place": _("Home place"),
    "sex": _("Sex"),
    "need": _("Needs"),
    "language": _("Language"),
    "isco": _("Work done"),
    "skill": _("Skill"),
    "returned_after": _("Came back not before"),
    "returned_before": _("Came back not after"),
}


def in_words(campaign: Campaign) -> list[tuple[StrOrPromise, str]]:
    """Each filter that is set: what it is called, and its value; in the reader's language."""
    form = read(campaign.filters).form
    told = ((name, form.cleaned_data.get(name)) for name in LABELS)
    return [
        (LABELS[name], _value(form.fields[name], value))
        for name, value in told
        if value not in (None, "", [])
    ]


def _value(field: Field, value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(_value(field, each) for each in value)
    if isinstance(value, Labelled):
        return name_of(value)
    if hasattr(value, "isoformat"):
        return long_date(value)
    if choices := dict(getattr(field, "choices", ())):
        return str(choices.get(value, value))
    office = Office.objects.filter(public_id=value).first() if hasattr(value, "hex") else None
    return str(office or value)
