"""Forms of staff's pages of messages."""

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from backend.notifications import kinds
from backend.notifications.states import Choice, Lane, State

ANY = ("", _("Any"))


class Filters(forms.Form):
    state = forms.ChoiceField(label=_("State"), choices=[ANY, *State.choices], required=False)
    lane = forms.ChoiceField(label=_("Lane"), choices=[ANY, *Lane.choices], required=False)
    kind = forms.ChoiceField(
        label=_("Kind"),
        choices=lambda: [ANY, *((kind.name, kind.name) for kind in kinds.all_kinds())],
        required=False,
    )


class SettleForm(forms.Form):
    choice = forms.ChoiceField(
        label=_("What became of it"), choices=Choice.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label=_("How do you know?"),
        help_text=_("For example: the operator's list shows it; the person says so on the phone."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class PreviewForm(forms.Form):
    text = forms.CharField(
        label=_("Text"), max_length=1000, widget=forms.Textarea(attrs={"rows": 4})
    )
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)
    people = forms.IntegerField(label=_("For how many people"), min_value=1, initial=1)
