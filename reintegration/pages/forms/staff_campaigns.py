"""Writing to many people: the words, and the filters of the list of people."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from reintegration.models import Campaign
from reintegration.models.campaigns import LONGEST_TEXT
from reintegration.pages.forms.staff import ANY, PeopleForm

TEXT = "text_"


class CampaignForm(PeopleForm):
    """The fields of the list of people stand under the same names as there."""

    name = forms.CharField(
        label=_("What do you call it?"), max_length=80, help_text=_("Only staff read this.")
    )
    language = forms.ChoiceField(
        label=_("Language"), required=False, choices=[ANY, *settings.LANGUAGES]
    )
    returned_after = forms.DateField(
        label=_("Came back not before"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    returned_before = forms.DateField(
        label=_("Came back not after"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    fallback = forms.ChoiceField(
        label=_("Whose language has no text gets"),
        required=False,
        choices=[("", _("Nothing")), *settings.LANGUAGES],
    )
    link = forms.CharField(
        label=_("Link to a course or a job"),
        required=False,
        max_length=200,
        help_text=_("Copy its address on this service. It is put behind the text."),
    )

    filter_names = (
        *("state", "region", "need", "sex"),
        *("language", "returned_after", "returned_before"),
    )

    def __init__(self, *args: Any, readers: dict[str, int], **kwargs: Any):
        """`readers`: how many people of the list, as it is now, read each language."""
        super().__init__(*args, **kwargs)
        del self.fields["q"]  # nobody writes to many by a name
        for code, name in settings.LANGUAGES:
            people = readers.get(code, 0)
            told = ngettext("%(people)d person reads it.", "%(people)d people read it.", people)
            self.fields[TEXT + code] = forms.CharField(
                label=name,
                required=False,
                max_length=LONGEST_TEXT,
                help_text=told % {"people": people} if people else "",
                widget=forms.Textarea(attrs={"rows": 3, "lang": code}),
            )

    def filters(self) -> list[Any]:
        return [self[name] for name in self.filter_names]

    def texts(self) -> list[Any]:
        """Languages that somebody on the list reads come first."""
        fields = [self[TEXT + code] for code, _ in settings.LANGUAGES]
        return sorted(fields, key=lambda field: not field.help_text)

    def values(self, filters_before: str = "") -> dict[str, Any]:
        """What the action takes. Filters that have no field here stay as they are."""
        told = self.cleaned_data
        kept = [
            (name, value)
            for name, values in QueryDict(filters_before).lists()
            for value in values
            if name not in self.filter_names
        ]
        chosen = [(name, str(told[name])) for name in self.filter_names if told.get(name)]
        return {
            "name": told["name"],
            "filters": urlencode([*kept, *chosen]),
            "texts": {code: told[TEXT + code] for code, _ in settings.LANGUAGES},
            "fallback": told["fallback"],
            "link": told["link"],
        }


def as_answers(campaign: Campaign) -> dict[str, Any]:
    """What the form shows of a campaign."""
    texts = {TEXT + code: text for code, text in campaign.texts.items()}
    filters = QueryDict(campaign.filters).dict()
    plain = {name: getattr(campaign, name) for name in ("name", "fallback", "link")}
    return {**filters, **texts, **plain}


class ReturnForm(forms.Form):
    reason = forms.CharField(
        label=_("What should change?"), max_length=300, widget=forms.Textarea(attrs={"rows": 2})
    )
