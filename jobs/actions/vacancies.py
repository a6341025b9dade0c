"""Writing and changing what an employer offers."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Model
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from backend.taxonomy.models import Licence
from jobs.models import Employer, Vacancy, VacancyLanguage, VacancyLicence, VacancySkill
from jobs.permissions import can_write_vacancies_of
from jobs.states import EDITABLE, VACANCY_MOVES, ApplicationState, VacancyState

# What an employer may change while people are reading it.
WHILE_PUBLISHED = frozenset({"openings", "closes_on"})
# The lists of a vacancy: their rows, and what each row names.
LISTS: dict[str, tuple[type[Model], str]] = {
    "skills": (VacancySkill, "skill"),
    "languages": (VacancyLanguage, "language"),
    "licences": (VacancyLicence, "licence"),
}
BACK_TO_DRAFT = frozenset({VacancyState.SCREENING, VacancyState.REJECTED})


@transaction.atomic
def write_vacancy(
    *,
    by: User | None,
    employer: Employer,
    skills: Iterable[Mapping[str, Any]] = (),
    languages: Iterable[Mapping[str, Any]] = (),
    licences: Iterable[Licence] = (),
    **fields: Any,
) -> Vacancy:
    """Write a draft. `fields` are the vacancy's columns; `by` is None for imports.

    `skills` are {"skill": Skill, "required": bool}, `languages` {"language": Language,
    "level": Cefr}. The currency left out is the country's.
    """
    if by is not None and not can_write_vacancies_of(by, employer):
        raise NotAllowed()
    vacancy = Vacancy(employer=employer, **fields)
    _complete(vacancy)
    _check(vacancy)
    vacancy.save()
    _set_lists(vacancy, {"skills": skills, "languages": languages, "licences": licences})
    audit("jobs.vacancy.created", by=by, subject=vacancy)
    return vacancy


@transaction.atomic
def change_vacancy(vacancy: Vacancy, *, by: User, **fields: Any) -> Vacancy:
    """Change the columns and lists that are given; the rest stays.

    A vacancy that is being checked or was rejected becomes a draft again. A published one
    changes only its places and its last day; for more it must be paused first.
    """
    if not can_write_vacancies_of(by, vacancy.employer):
        raise NotAllowed()
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    lists = {name: fields.pop(name) for name in LISTS.keys() & fields.keys()}
    _may_change(vacancy, {*fields, *lists})
    if vacancy.state in BACK_TO_DRAFT:
        move(vacancy, VacancyState.DRAFT, moves=VACANCY_MOVES)
        audit("jobs.vacancy.taken_back", by=by, subject=vacancy)
    for name, value in fields.items():
        setattr(vacancy, name, value)
    _complete(vacancy)
    _check(vacancy)
    vacancy.save()
    _set_lists(vacancy, lists)
    audit("jobs.vacancy.updated", by=by, subject=vacancy, fields=sorted({*fields, *lists}))
    return vacancy


def _may_change(vacancy: Vacancy, names: set[str]) -> None:
    if vacancy.state == VacancyState.PUBLISHED:
        if names - WHILE_PUBLISHED:
            raise Conflict(_("People are reading this vacancy. Pause it, then change it."))
    elif vacancy.state not in EDITABLE:
        raise Conflict(_("This vacancy is over. Write a new one."))


def _complete(vacancy: Vacancy) -> None:
    """Fill in what follows from the rest."""
    if vacancy.place is not None and not vacancy.country_id:
        vacancy.country_id = vacancy.place.country_id
    if not vacancy.country_id:
        vacancy.country_id = settings.HOMEWARD_COUNTRY
    if not vacancy.wage_currency and (vacancy.wage_from or vacancy.wage_to):
        vacancy.wage_currency = vacancy.country.currency


def _check(vacancy: Vacancy) -> None:
    """Refuse what does not fit together, each at its own field."""
    wrong = _wrong_place(vacancy) | _wrong_pay(vacancy) | _wrong_openings(vacancy)
    if vacancy.closes_on and vacancy.closes_on < timezone.localdate():
        wrong["closes_on"] = _("This day is over. Choose a later one.")
    if wrong:
        raise Invalid(fields=wrong)


def _wrong_place(vacancy: Vacancy) -> dict[str, StrOrPromise]:
    if vacancy.place is not None and vacancy.place.country_id != vacancy.country_id:
        return {"place": _("This place is in another country.")}
    if vacancy.place is None and vacancy.country_id == settings.HOMEWARD_COUNTRY:
        return {"place": _("Say where the work is.")}
    return {}


def _wrong_pay(vacancy: Vacancy) -> dict[str, StrOrPromise]:
    if vacancy.wage_from and vacancy.wage_to and vacancy.wage_to < vacancy.wage_from:
        return {"wage_to": _("The highest pay is below the lowest.")}
    if (vacancy.wage_from or vacancy.wage_to) and not vacancy.wage_currency:
        return {"wage_currency": _("Name the currency of the pay.")}
    return {}


def _wrong_openings(vacancy: Vacancy) -> dict[str, StrOrPromise]:
    if not 1 <= vacancy.openings <= 1000:
        return {"openings": _("Name between 1 and 1000 places.")}
    if vacancy.pk and vacancy.openings <= _hired(vacancy):
        return {"openings": _("So many are hired already. Mark the vacancy as filled instead.")}
    return {}


def _hired(vacancy: Vacancy) -> int:
    return vacancy.applications.filter(state=ApplicationState.HIRED).count()


def _set_lists(vacancy: Vacancy, lists: Mapping[str, Iterable[Any]]) -> None:
    """Replace the lists that are given, as a whole."""
    for name, wanted in lists.items():
        model, subject = LISTS[name]
        rows = [
            model(vacancy=vacancy, **(row if isinstance(row, Mapping) else {subject: row}))
            for row in wanted
        ]
        if len({getattr(row, f"{subject}_id") for row in rows}) < len(rows):
            raise Invalid(fields={name: _("Name each only once.")})
        model._default_manager.filter(vacancy=vacancy).delete()
        model._default_manager.bulk_create(rows)
