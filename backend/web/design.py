"""Examples for the living page `/design/`. Invented data; English only, for those who build."""

from datetime import date
from typing import Any

from django import forms
from django.core.paginator import Paginator

from backend.web import formats, icons
from backend.web.cards import MatchCard

COLOURS = [
    "ground", "surface", "ink", "muted", "accent", "accent-soft", "sun", "sun-soft",
    "ok", "ok-soft", "danger", "danger-soft", "line", "hair", "focus",
]  # fmt: skip


class ExampleForm(forms.Form):
    """One of each kind of field."""

    name = forms.CharField(label="Full name", help_text="As you want us to call you.")
    phone = forms.CharField(label="Phone", widget=forms.TextInput(attrs={"type": "tel"}))
    code = forms.CharField(
        label="Code from the SMS",
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": 6}
        ),
    )
    travel = forms.ChoiceField(
        label="How far can you travel to work?",
        widget=forms.RadioSelect,
        choices=[("10", "Up to 10 km"), ("30", "Up to 30 km"), ("move", "I can move")],
    )
    languages = forms.MultipleChoiceField(
        label="Languages",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[("ky", "Kyrgyz"), ("ru", "Russian"), ("uz", "Uzbek")],
    )
    region = forms.ChoiceField(label="Region", choices=[("osh", "Osh"), ("batken", "Batken")])
    about = forms.CharField(label="Anything else?", required=False, widget=forms.Textarea)
    consent = forms.BooleanField(label="Employers may see my name and phone after I apply")


def examples() -> dict[str, Any]:
    """Context of the living page."""
    return {
        "colours": COLOURS,
        "icons": icons.names(),
        "example_form": ExampleForm(),
        "wrong_form": ExampleForm({"wrong-name": "Aida", "wrong-travel": "99"}, prefix="wrong"),
        "card": MatchCard(
            work="Welder",
            url="#match",
            pay=f"{formats.money_range(45_000, 60_000, 'KGS')} a month",
            place="Osh",
            distance=formats.distance(12.4),
            employer="Alai Stroy",
            fits=["You worked as a welder for 4 years", "You can start at once"],
            missing="Driving licence B",
        ),
        "today": date(2027, 3, 3),
        "page": Paginator(range(90), 10).page(2),
    }
