"""What people fill in without signing in. Nothing here is required that is not needed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from backend.taxonomy import choices
from reintegration.letter_states import HelpKind, LetterKind, Way
from reintegration.letter_words import LONGEST, Told

# Browsers offer again what was typed once: not what was typed here.
SECRET = {"autocomplete": "off", "autocapitalize": "sentences"}


class LetterForm(forms.Form):
    """What both kinds of letter share. `told()` and `region` are for the action."""

    kind: LetterKind
    # The browser puts no mark on a box left empty: the server says it in the reader's language.
    use_required_attribute = False

    region = forms.TypedChoiceField(
        label=_("Your home region"),
        help_text=_("Then the right office reads it. You need not choose."),
        required=False,
        coerce=int,
        empty_value=None,
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        region = self.fields["region"]
        if isinstance(region, forms.ChoiceField):
            region.choices = [("", _("I do not want to say")), *choices.regions()]

    def told(self) -> Told:
        said = {name: value for name, value in self.cleaned_data.items() if name != "region"}
        return Told(kind=self.kind, **said | {"kinds": tuple(said.get("kinds", ()))})


class AskForm(LetterForm):
    kind = LetterKind.ASK

    kinds = forms.MultipleChoiceField(
        label=_("What do you need?"),
        choices=HelpKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    text = forms.CharField(
        label=_("What should we know?"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, **SECRET}),
    )
    name = forms.CharField(
        label=_("What may we call you?"),
        help_text=_("A first name, or nothing."),
        required=False,
        max_length=80,
        widget=forms.TextInput(attrs=SECRET),
    )
    way = forms.ChoiceField(
        label=_("How should we answer?"),
        help_text=_("If others use your phone, the first way is the safest."),
        choices=Way.choices,
        initial=Way.HERE,
        widget=forms.RadioSelect,
    )
    contact = forms.CharField(
        label=_("Phone, if we should call or send an SMS"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
    )
    when = forms.CharField(
        label=_("When is it safe to reach you?"),
        help_text=_("Tell us also what to say if someone else answers."),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, **SECRET}),
    )
    field_order = ["kinds", "text", "way", "contact", "when", "name", "region"]


class ReportForm(LetterForm):
    kind = LetterKind.REPORT

    text = forms.CharField(
        label=_("What is happening?"),
        help_text=_("Who, what, since when: as much as you want to say."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 6, **SECRET}),
    )
    place = forms.CharField(
        label=_("Where is it?"),
        help_text=_("A country, a town, a site: whatever helps to find it."),
        required=False,
        max_length=300,
        widget=forms.TextInput(attrs=SECRET),
    )
    field_order = ["text", "place", "region"]


class CodeForm(forms.Form):
    use_required_attribute = False

    code = forms.CharField(
        label=_("Your code"),
        help_text=_("16 letters and numbers. Dashes and small letters do not matter."),
        max_length=40,
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false"}
        ),
    )


class MoreForm(forms.Form):
    use_required_attribute = False

    text = forms.CharField(
        label=_("Write more"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4, **SECRET}),
    )
