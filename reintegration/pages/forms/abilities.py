"""What the person can do, and what work they want."""

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.taxonomy import choices
from backend.taxonomy.levels import Cefr, Isced
from backend.taxonomy.models import Country, OccupationTitle, Skill
from backend.web.formats import money
from reintegration.pages.forms.person import StepForm
from reintegration.states import NeedKind, Schedule

OFFERED_PER_JOB, OFFERED_AT_MOST = 12, 30
MONTHS = [
    (3, _("Up to 6 months")),
    (12, _("About a year")),
    (24, _("About 2 years")),
    (48, _("3 to 5 years")),
    (96, _("6 to 10 years")),
    (150, _("More than 10 years")),
]
USUAL_PAY = 30_000  # an example of how to write it
YES_NO = [("yes", _("Yes")), ("no", _("No"))]


class SearchForm(forms.Form):
    q = forms.CharField(
        label=_("What work have you done?"),
        max_length=100,
        help_text=_("One word is enough: welder, cook, seamstress."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        choices.suggest_titles(self.fields["q"])


class JobForm(StepForm):
    """One job held: chosen among the titles found for what was typed."""

    title = forms.TypedChoiceField(
        label=_("Which is nearest?"), coerce=int, widget=forms.RadioSelect
    )
    months = forms.TypedChoiceField(
        label=_("How long in all?"), coerce=int, choices=MONTHS, widget=forms.RadioSelect
    )
    country = forms.ChoiceField(label=_("In which country?"), required=False)

    def __init__(self, *args: Any, titles: list[OccupationTitle], **kwargs: Any):
        self.titles = {title.pk: title for title in titles}
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        self.offer("title", choices.titles(self.titles.values()))
        usual, others = choices.destinations()
        self.offer("country", [("", _("At home")), *usual, *others])

    def job(self) -> dict[str, Any]:
        """The answer as a draft keeps it."""
        title = self.titles[self.cleaned_data["title"]]
        return {
            "isco": title.isco_id,
            "title": choices.title_of(title)[:200],
            "months": self.cleaned_data["months"],
            "country": self.cleaned_data["country"],
        }


class SkillsForm(StepForm):
    """Skills of the work done; a skill that was chosen before stays on offer."""

    skills = forms.TypedMultipleChoiceField(
        label=_("What can you do?"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Tick what you could do tomorrow without help."),
    )
    licences = forms.MultipleChoiceField(
        label=_("Licences and permits"), required=False, widget=forms.CheckboxSelectMultiple
    )
    education = forms.TypedChoiceField(
        label=_("Education"), required=False, coerce=int, empty_value=None
    )

    def prepare(self) -> None:
        jobs = self.answers.get("work", {}).get("jobs", [])
        chosen = self.initial.get("skills", [])
        self.offer(
            "skills", [(skill.pk, choices.name_of(skill)) for skill in offered_skills(jobs, chosen)]
        )
        self.offer("licences", choices.licences())
        self.offer("education", [("", "–"), *Isced.choices])


class LanguagesForm(StepForm):
    """A level for each language; empty is "not at all"."""

    def prepare(self) -> None:
        for code, name in choices.languages(spoken=self.initial):
            self.fields[code] = forms.ChoiceField(
                label=name, required=False, choices=[("", _("Not at all")), *Cefr.choices]
            )


class WishesForm(StepForm):
    needs = forms.MultipleChoiceField(
        label=_("What do you need now?"),
        choices=NeedKind.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    wage_floor = forms.IntegerField(
        label=_("Lowest pay you would work for, a month"),
        required=False,
        min_value=0,
        max_value=2_000_000_000,
        widget=forms.TextInput(attrs={"inputmode": "numeric", "class": "medium"}),
    )
    commute_km = forms.TypedChoiceField(
        label=_("How far can you travel to work?"),
        coerce=int,
        widget=forms.RadioSelect,
    )
    can_relocate = forms.ChoiceField(
        label=_("Would you move to another place for work?"),
        choices=YES_NO,
        widget=forms.RadioSelect,
    )
    schedules = forms.MultipleChoiceField(
        label=_("Working hours that suit you"),
        choices=Schedule.choices,
        required=False,
        help_text=_("If you tick none, any hours are fine."),
        widget=forms.CheckboxSelectMultiple,
    )

    def prepare(self) -> None:
        currency = self.initial.get("wage_currency") or home_currency()
        amount = money(USUAL_PAY, currency)
        self.fields["wage_floor"].help_text = _("For example %(amount)s") % {"amount": amount}
        distances = sorted({*choices.COMMUTES, self.initial.get("commute_km", choices.COMMUTES[0])})
        self.offer("commute_km", [(km, _("Up to %(km)s km") % {"km": km}) for km in distances])


def home_currency() -> str:
    """The currency of the country this service runs in."""
    return Country.objects.get(pk=settings.HOMEWARD_COUNTRY).currency


def offered_skills(jobs: list[dict[str, Any]], chosen: list[int]) -> list[Skill]:
    """The most telling skills of each job held, useful-anywhere ones if there is none."""
    offered: dict[int, Skill] = {}
    for job in jobs:
        for skill in Skill.objects.of_occupation(job["isco"])[:OFFERED_PER_JOB]:
            offered.setdefault(skill.pk, skill)
    if not offered:
        anywhere = Skill.objects.filter(kind=Skill.Kind.TRANSVERSAL)
        offered = {skill.pk: skill for skill in anywhere[:OFFERED_PER_JOB]}
    offered = dict(list(offered.items())[:OFFERED_AT_MOST])
    return [*offered.values(), *Skill.objects.filter(Q(pk__in=chosen) & ~Q(pk__in=offered))]
