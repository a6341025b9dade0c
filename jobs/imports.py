"""The table of vacancies: a row becomes a vacancy that is submitted at once, of a firm that is
here or is registered with it and waits to be checked."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.imports import words
from backend.imports.sheets import Finding, Sheet, Values, register
from backend.lib.errors import Invalid
from jobs.actions.employers import register_employer
from jobs.actions.publication import submit
from jobs.actions.vacancies import write_vacancy
from jobs.columns import COLUMNS
from jobs.models import Employer, Vacancy
from jobs.states import EmployerState
from reintegration.permissions import CASE_STAFF

# Columns that are fields of a vacancy by the same name.
SAME = ("country", "place", "openings", "wage_from", "wage_to", "wage_currency", "wage_period",
        "schedule", "description", "min_experience_months", "housing", "written_contract",
        "closes_on")  # fmt: skip
LONGEST_TITLE, LONGEST_TEXT = 160, 5000


def firm_of(values: Values) -> Employer | None:
    same = Employer.objects.filter(tax_number=values["tax_number"])
    return same.filter(country=settings.HOMEWARD_COUNTRY).first()


def known(values: Values) -> bool:
    """Whether this very row was taken in before: one firm, one title, one place, pay and end."""
    rows = Vacancy.objects.filter(
        employer__tax_number=values["tax_number"],
        title__iexact=title_of(values),
        schedule=values.get("schedule", Vacancy._meta.get_field("schedule").default),
        **{name: values.get(name) for name in ("wage_from", "wage_to", "closes_on")},
    )
    place = values.get("place")
    if place is None:
        return bool(rows.filter(place=None).exists())
    # A region is called like its town: a row that names one may mean the other.
    return bool(rows.filter(Q(place=place) | Q(place=place.parent)).exists())


def title_of(values: Values) -> str:
    """The title as it was written, or the name of the group where only a code was."""
    said = values["title"]
    title = said.title or said.groups[0].label("ru")
    return str(title[0].upper() + title[1:])


def check(row: int, values: Values) -> Iterator[Finding]:
    if "isco" not in values:
        try:
            words.kind_of_work(values["title"])
        except Invalid as error:
            yield Finding(row, error.text, "title")
            return
    yield from _check_texts(row, values)
    yield from _check_firm(row, values)
    low, high = values.get("wage_from"), values.get("wage_to")
    if low and high and high < low:
        yield Finding(row, _("The highest pay is below the lowest."), "wage_to")
    if "place" not in values and "country" not in values:
        yield Finding(row, _("Say where the work is."), "place")
    last = values.get("closes_on")
    if last and last < timezone.localdate() and not known(values):
        yield Finding(row, _("This day is over. Choose a later one."), "closes_on")


def _check_texts(row: int, values: Values) -> Iterator[Finding]:
    for name, text, most in (
        ("title", values["title"].title, LONGEST_TITLE),
        ("description", values["description"], LONGEST_TEXT),
    ):
        if len(text) > most:
            yield Finding(row, _("Shorten this to %(most)s letters.") % {"most": most}, name)


def _check_firm(row: int, values: Values) -> Iterator[Finding]:
    if firm_of(values):
        return
    for name in ("firm", "contact_name", "contact_phone"):
        if name not in values:
            yield Finding(row, _("This firm is new here: fill in this cell as well."), name)


def look(rows: Sequence[tuple[int, Values]], user: Any) -> Iterator[Finding]:
    """What will happen to a row beside its being taken in."""
    for row, values in rows:
        if known(values):
            yield Finding(row, _("This vacancy is here already. Nothing will change."))
            continue
        firm = firm_of(values)
        if firm is None:
            yield Finding(row, _("The firm is new here. It has to be checked first."), "firm")
        elif firm.state != EmployerState.VERIFIED:
            yield Finding(row, _("The firm has not been verified."), "firm")


def take(values: Values, by: Any) -> bool:
    """Write and submit the vacancy of a row; False if it was written before."""
    if known(values):
        return False
    firm = firm_of(values) or _register(values, by)
    spoken = values.get("languages", ())
    wished = [skill for skill in values.get("wished", ()) if skill not in values.get("skills", ())]
    vacancy = write_vacancy(
        by=by,
        employer=firm,
        title=title_of(values),
        isco=values.get("isco") or words.kind_of_work(values["title"]),
        skills=[
            *({"skill": skill, "required": True} for skill in values.get("skills", ())),
            *({"skill": skill, "required": False} for skill in wished),
        ],
        languages=[{"language": language, "level": level} for language, level in spoken],
        licences=values.get("licences", ()),
        **{name: values[name] for name in SAME if name in values},
    )
    submit(vacancy, by=by)
    return True


def _register(values: Values, by: Any) -> Employer:
    """The firm sits where the work is, or in the capital if that is abroad."""
    place = values.get("place")
    if place is None or place.country_id != settings.HOMEWARD_COUNTRY:
        place = words.capital()
    return register_employer(
        by=by,
        name=values["firm"],
        tax_number=values["tax_number"],
        country=place.country,
        place=place,
        contact_name=values["contact_name"],
        contact_phone=values["contact_phone"],
    )


VACANCIES = register(
    Sheet(
        name="vacancies",
        label=_("Vacancies"),
        columns=COLUMNS,
        may_import=lambda user: user.role in CASE_STAFF,
        check=check,
        look=look,
        take=take,
    )
)
