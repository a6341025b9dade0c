"""The pages of a registration, in their order, and what each was told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy
from django_stubs_ext import StrOrPromise

from backend.web.formats import money
from reintegration.pages.answers import Answers
from reintegration.pages.forms.abilities import (
    LanguagesForm,
    SkillsForm,
    WishesForm,
    home_currency,
)
from reintegration.pages.forms.person import (
    AboutYouForm,
    ConsentsForm,
    ContactForm,
    PlaceForm,
    ReturnForm,
    StepForm,
)
from reintegration.pages.forms.staff_words import TITLES

WORK, CONSENTS, CHECK = "work", "consents", "check"


@dataclass(frozen=True, slots=True)
class Step:
    """One page; work and the check have a view of their own and no form here."""

    slug: str
    title: StrOrPromise
    form: type[StepForm] = StepForm
    lead: StrOrPromise = ""
    of_somebody: bool = False

    def ask(self, *args: Any, **kwargs: Any) -> StepForm:
        """The form of this page."""
        return self.form(*args, of_somebody=self.of_somebody, **kwargs)


STEPS = [
    Step("about-you", gettext_lazy("About you"), AboutYouForm),
    Step(
        "place",
        gettext_lazy("Where is your home?"),
        PlaceForm,
        gettext_lazy("We look for work and courses near it."),
    ),
    Step(
        "return",
        gettext_lazy("Your time abroad"),
        ReturnForm,
        gettext_lazy("You need not answer what you do not want to."),
    ),
    Step(WORK, gettext_lazy("The work you have done")),
    Step("skills", pgettext_lazy("skills", "What you can do"), SkillsForm),
    Step("languages", gettext_lazy("Languages you speak"), LanguagesForm),
    Step("wishes", gettext_lazy("What you look for"), WishesForm),
    Step("contact", gettext_lazy("How we reach you"), ContactForm),
    Step(
        CONSENTS,
        gettext_lazy("What you agree to"),
        ConsentsForm,
        gettext_lazy("You can change each of these at any time."),
    ),
    Step(CHECK, gettext_lazy("Check your answers")),
]
BY_SLUG = {step.slug: step for step in STEPS}
# The pages that "my data" shows again.
IN_FILE = [step for step in STEPS if step.slug not in (CONSENTS, CHECK)]
# The same pages for staff, who answer for somebody.
FOR_STAFF = [replace(step, title=TITLES[step.slug], lead="", of_somebody=True) for step in IN_FILE]
FOR_STAFF_BY_SLUG = {step.slug: step for step in FOR_STAFF}


def number(step: Step) -> int:
    return STEPS.index(step) + 1


def before(step: Step) -> Step | None:
    place = STEPS.index(step)
    return STEPS[place - 1] if place else None


def after(step: Step) -> Step:
    return STEPS[STEPS.index(step) + 1]


def first_open(answers: Answers) -> Step:
    """The first page not answered yet; the last one when all are."""
    return next((step for step in STEPS[:-1] if step.slug not in answers), STEPS[-1])


def summary(step: Step, answers: Answers, user: Any) -> list[tuple[StrOrPromise, str]]:
    """What was told on a page, as (question, answer) in words; unanswered ones are left out."""
    told = answers.get(step.slug, {})
    if step.slug == WORK:
        return [(job["title"], _months(job["months"])) for job in told["jobs"]]
    form = step.ask(initial=dict(told), answers=answers, user=user)
    if told.get("wage_floor") is not None:
        told = {**told, "wage_floor": _pay(told)}
    return [
        (field.label or "", text)
        for name, field in form.fields.items()
        if (text := _in_words(field, told.get(name)))
    ]


def _months(months: int) -> str:
    return ngettext("%(n)s month", "%(n)s months", months) % {"n": months}


def _pay(told: Answers) -> str:
    return money(told["wage_floor"], told.get("wage_currency") or home_currency())


def _in_words(field: forms.Field, value: Any) -> str:
    if isinstance(field, forms.BooleanField):
        return str(_("Yes") if value else _("No"))
    if value in (None, "", []):
        return ""
    if isinstance(field, forms.ChoiceField):
        names = dict(_flat(cast("Iterable[Any]", field.choices)))
        chosen = value if isinstance(value, list) else [value]
        return ", ".join(str(names[str(item)]) for item in chosen if str(item) in names)
    return str(value)


def _flat(choices: Iterable[Any]) -> Iterator[tuple[str, Any]]:
    """Choices without their groups."""
    for value, name in choices:
        if isinstance(name, list | tuple):
            yield from _flat(name)
        else:
            yield str(value), name
