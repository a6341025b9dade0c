"""Who the person is, where from, and how to reach them."""

import datetime as dt
from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from backend.lib.errors import Invalid
from backend.lib.phone import parse_phone
from backend.taxonomy import choices
from reintegration.consents import NEEDED, TEXTS
from reintegration.pages.forms.staff_words import reword
from reintegration.profile import OLDEST, YOUNGEST
from reintegration.states import PhoneOwner, ReturnKind, Sex

HOURS = [("", "–"), *((f"{hour:02}:00", f"{hour:02}:00") for hour in range(6, 23))]
YEARS_BACK = 30


class StepForm(forms.Form):
    """One page of questions. `answers` are what earlier pages were told, `user` who is asked.

    `of_somebody`: staff answer, and the words do not call them "you".
    """

    def __init__(
        self,
        *args: Any,
        answers: dict[str, Any] | None = None,
        user: Any = None,
        of_somebody: bool = False,
        **kwargs: Any,
    ):
        super().__init__(*args, **kwargs)
        self.answers = answers or {}
        self.user = user
        self.prepare()
        if of_somebody:
            reword(self.fields)

    def offer(self, name: str, choices: Iterable[Any]) -> None:
        """Set what a field offers."""
        cast("forms.ChoiceField", self.fields[name]).choices = list(choices)

    def prepare(self) -> None:
        """Fill in what depends on the language, the reader or earlier answers."""


class AboutYouForm(StepForm):
    given_names = forms.CharField(
        label=_("Given names"),
        max_length=120,
        help_text=_("As in your passport, in any letters."),
        widget=forms.TextInput(attrs={"autocomplete": "given-name", "spellcheck": "false"}),
    )
    family_name = forms.CharField(
        label=_("Family name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "family-name", "spellcheck": "false"}),
    )
    sex = forms.ChoiceField(
        label=_("You are"),
        choices=Sex.choices,
        widget=forms.RadioSelect,
        help_text=_("We ask so that help reaches women and men alike."),
    )
    birth_year = forms.IntegerField(
        label=_("Year of birth"),
        help_text=_("For example 1990"),
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "bday-year", "class": "short"}
        ),
    )

    def clean_birth_year(self) -> int:
        year: int = self.cleaned_data["birth_year"]
        today = timezone.localdate()
        if not today.year - OLDEST <= year <= today.year - YOUNGEST:
            raise ValidationError(_("Check the year of birth."))
        return year


class PlaceForm(StepForm):
    home_place = forms.ChoiceField(
        label=_("Town or village"),
        help_text=_("If yours is not here, choose “another place” of your region."),
    )

    def prepare(self) -> None:
        self.offer("home_place", [("", "–"), *choices.places()])


class ReturnForm(StepForm):
    destinations = forms.MultipleChoiceField(
        label=_("Where did you work?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    other_country = forms.ChoiceField(label=_("Another country"), required=False)
    returned_month = forms.TypedChoiceField(
        label=_("Month of return"), required=False, coerce=int, empty_value=None
    )
    returned_year = forms.TypedChoiceField(
        label=_("Year of return"), required=False, coerce=int, empty_value=None
    )
    return_kind = forms.ChoiceField(
        label=_("Why did you come back?"),
        required=False,
        choices=ReturnKind.choices,
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        usual, others = choices.destinations(chosen=self.initial.get("destinations", ()))
        self.offer("destinations", usual)
        self.offer("other_country", [("", "–"), *others])
        self.offer("returned_month", [("", "–"), *MONTHS.items()])
        this_year = timezone.localdate().year
        years = range(this_year, this_year - YEARS_BACK, -1)
        self.offer("returned_year", [("", "–"), *((year, year) for year in years)])

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        year, month = told.get("returned_year"), told.get("returned_month")
        if month and not year:
            self.add_error("returned_year", _("Choose the year too."))
        elif year and dt.date(year, month or 1, 1) > timezone.localdate():
            self.add_error("returned_month", _("This month is still to come."))
        return told


class ContactForm(StepForm):
    phone = forms.CharField(
        label=_("Phone"),
        required=False,
        max_length=32,
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    phone_owner = forms.ChoiceField(
        label=_("Who answers this phone?"),
        choices=PhoneOwner.choices,
        widget=forms.RadioSelect,
        help_text=_("If others do, our messages say nothing about you."),
    )
    contact_from = forms.ChoiceField(label=_("Call me from"), choices=HOURS, required=False)
    contact_until = forms.ChoiceField(label=_("Call me until"), choices=HOURS, required=False)
    contact_days = forms.TypedMultipleChoiceField(
        label=_("Days that suit you"),
        choices=[(number + 1, name) for number, name in WEEKDAYS.items()],
        coerce=int,
        required=False,
        help_text=_("If you tick none, any day is fine."),
        widget=forms.CheckboxSelectMultiple,
    )
    language = forms.ChoiceField(
        label=_("Language of our messages"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
    )

    def prepare(self) -> None:
        self.initial.setdefault("phone", getattr(self.user, "phone", None) or "")
        self.initial.setdefault("language", get_language())

    def clean_phone(self) -> str:
        phone: str = self.cleaned_data["phone"]
        try:
            return parse_phone(phone, settings.HOMEWARD_COUNTRY) if phone.strip() else ""
        except Invalid as error:
            raise ValidationError(str(error.fields["phone"])) from error

    def clean(self) -> dict[str, Any]:
        told = self.cleaned_data
        begin, end = told.get("contact_from"), told.get("contact_until")
        if begin and end and end <= begin:
            self.add_error("contact_until", _("The end must be later than the beginning."))
        return told


class ConsentsForm(StepForm):
    """A box for each purpose; only the first is needed."""

    def prepare(self) -> None:
        for purpose, text in TEXTS.items():
            needed = purpose in NEEDED
            self.fields[purpose] = forms.BooleanField(
                label=text,
                required=needed,
                help_text=_("Needed: without it we cannot keep your file.") if needed else "",
                error_messages={"required": _("Without this consent we cannot keep your file.")},
            )
