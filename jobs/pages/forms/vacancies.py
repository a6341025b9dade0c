"""Writing a vacancy on one page."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from backend.taxonomy import choices
from backend.taxonomy.levels import Cefr, Isced
from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Skill
from jobs.models import Vacancy
from jobs.pages.forms.fields import Day, Labelled, ManyLabelled, PlaceField, offer
from jobs.pages.forms.initial import LANGUAGES_ASKED, PLAIN, of_vacancy
from jobs.states import PayPeriod
from reintegration.states import Schedule

SKILLS_OFFERED = 12
EXPERIENCE = [
    (0, _("Not needed")),
    (6, _("6 months")),
    (12, _("1 year")),
    (24, _("2 years")),
    (36, _("3 years")),
    (60, _("5 years")),
]
# The button that puts a vacancy aside, and the one that has it checked.
LATER, PUBLISH = "later", "publish"
MONEY = {"inputmode": "numeric"}


class VacancyForm(forms.Form):
    title = forms.CharField(label=_("Job title"), max_length=160)
    description = forms.CharField(
        label=_("What will the person do?"),
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    openings = forms.IntegerField(
        label=_("How many people do you need?"), min_value=1, max_value=1000, initial=1
    )
    country = Labelled(Country.objects.all(), label=_("Country of work"), empty_label=None)
    wage_from = forms.IntegerField(
        label=_("Pay from"), min_value=1, max_value=2_000_000_000,
        required=False, widget=forms.TextInput(attrs=MONEY),
    )  # fmt: skip
    wage_to = forms.IntegerField(
        label=_("Pay up to"), min_value=1, max_value=2_000_000_000,
        required=False, widget=forms.TextInput(attrs=MONEY),
    )  # fmt: skip
    wage_period = forms.ChoiceField(
        label=_("Paid per"), choices=PayPeriod.choices, initial=PayPeriod.MONTH
    )
    schedule = forms.ChoiceField(
        label=_("Working hours"), choices=Schedule.choices, initial=Schedule.FULL
    )
    min_experience_months = forms.TypedChoiceField(
        label=_("Experience"), coerce=int, choices=EXPERIENCE, initial=0
    )
    min_education = forms.TypedChoiceField(
        label=_("Education"), coerce=int, required=False, empty_value=None,
        choices=[("", _("Not needed")), *Isced.choices],
    )  # fmt: skip
    required_skills = ManyLabelled(
        Skill.objects.none(), label=_("What must the person be able to do?"), required=False
    )
    wished_skills = ManyLabelled(
        Skill.objects.none(), label=_("What would be good besides?"), required=False
    )
    licences = ManyLabelled(
        Licence.objects.all(), label=_("Licences that the work needs"), required=False
    )
    housing = forms.BooleanField(label=_("We give housing"), required=False)
    written_contract = forms.BooleanField(
        label=_("There is a written contract"), required=False, initial=True
    )
    closes_on = forms.DateField(label=_("Open until"), required=False, widget=Day())

    def __init__(
        self,
        *args: Any,
        isco: IscoGroup,
        vacancy: Vacancy | None = None,
        like: Vacancy | None = None,
        **kwargs: Any,
    ):
        """`vacancy` is the one that is changed, `like` one whose skills are offered as well."""
        first = of_vacancy(vacancy) if vacancy else {}
        kwargs["initial"] = first | kwargs.get("initial", {})
        super().__init__(*args, **kwargs)
        self.isco = isco
        if self.is_for_later:
            self._may_be_unfinished()
        self._offer_places()
        self._offer_skills(vacancy or like)
        self._ask_for_languages(vacancy or like)
        self._offer_experience(kwargs["initial"].get("min_experience_months", 0))
        self.order_fields(["title", "description", "openings", "place", "country"])

    @property
    def rarer(self) -> list[str]:
        """Fields that most vacancies leave empty: the page folds them away."""
        asked = [f"{part}_{n}" for n in range(LANGUAGES_ASKED) for part in ("language", "level")]
        return ["min_education", "wished_skills", *asked, "licences"]

    @property
    def says_more(self) -> bool:
        """Whether something folded away is filled in or wrong, so that it must be seen."""
        told = [name for name in self.rarer if not name.startswith("level_")]
        filled = any(self[name].value() not in (None, "", []) for name in told)
        return filled or any(name in self.errors for name in self.rarer)

    def values(self) -> dict[str, Any]:
        """Columns and lists of the vacancy, for the action."""
        said = self.cleaned_data
        required = set(said["required_skills"])
        wished = [skill for skill in said["wished_skills"] if skill not in required]
        languages = {
            language: said[f"level_{n}"]
            for n in range(LANGUAGES_ASKED)
            if (language := said[f"language_{n}"])
        }
        known = {"title": said["title"] or choices.name_of(self.isco)[:160]}
        known["openings"] = said["openings"] or 1
        return (
            {name: said[name] for name in PLAIN}
            | known
            | {
                "isco": self.isco,
                "skills": [{"skill": s, "required": True} for s in said["required_skills"]]
                + [{"skill": s, "required": False} for s in wished],
                "languages": [{"language": lang, "level": lvl} for lang, lvl in languages.items()],
                "licences": list(said["licences"]),
            }
        )

    @property
    def is_for_later(self) -> bool:
        return self.data.get("then") == LATER

    def _may_be_unfinished(self) -> None:
        """What is put aside for later may lack what has to be typed."""
        for name in ("title", "description", "openings"):
            self.fields[name].required = False

    def _offer_places(self) -> None:
        self.fields["place"] = PlaceField(
            label=_("Place of work"),
            help_text=_("For work abroad leave it empty and choose the country."),
            required=False,
        )
        home = Country.objects.get(pk=settings.HOMEWARD_COUNTRY)
        usual, others = choices.destinations()
        offer(self.fields["country"], [(home.pk, choices.name_of(home)), *usual, *others])

    def _offer_experience(self, months: int) -> None:
        """The usual steps, and the vacancy's own if an import brought another."""
        field: Any = self.fields["min_experience_months"]
        if months not in dict(EXPERIENCE):
            words = ngettext("%(n)s month", "%(n)s months", months) % {"n": months}
            field.choices = [*EXPERIENCE, (months, words)]

    def _offer_skills(self, vacancy: Vacancy | None) -> None:
        """The most telling skills of the occupation, and those the vacancy names already."""
        usual = list(Skill.objects.of_occupation(self.isco.pk)[:SKILLS_OFFERED])
        named = [row.skill for row in vacancy.skills.select_related("skill")] if vacancy else []
        things = list(dict.fromkeys([*named, *usual]))
        for name in ("required_skills", "wished_skills"):
            field: Any = self.fields[name]
            field.queryset = Skill.objects.filter(pk__in=[thing.pk for thing in things])
            offer(field, [(thing.pk, choices.name_of(thing)) for thing in things])

    def _ask_for_languages(self, vacancy: Vacancy | None) -> None:
        named = vacancy.languages.values_list("language", flat=True) if vacancy else []
        offered = [("", _("Not needed")), *choices.languages(named)]
        for n in range(LANGUAGES_ASKED):
            label = _("Language %(number)s") % {"number": n + 1}
            language = Labelled(Language.objects.all(), label=label, required=False)
            offer(language, offered)
            level = forms.ChoiceField(
                label=_("At least"), choices=Cefr.choices, initial=Cefr.A2, required=False
            )
            self.fields[f"language_{n}"] = language
            self.fields[f"level_{n}"] = level
