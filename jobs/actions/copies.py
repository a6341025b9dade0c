"""Offering ended work again: a new draft with everything but the dates."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.lib.errors import Conflict, NotAllowed
from jobs.actions.vacancies import write_vacancy
from jobs.models import Vacancy
from jobs.permissions import can_write_vacancies_of
from jobs.states import ENDED, VacancyState

# Everything that says what the work is. Not its life: state, dates, decisions, protection.
COPIED = (
    "title", "isco", "description", "openings", "place", "country", "schedule", "wage_from",
    "wage_to", "wage_currency", "wage_period", "min_experience_months", "min_education",
    "housing", "written_contract",
)  # fmt: skip


@transaction.atomic
def offer_again(vacancy: Vacancy, *, by: User) -> Vacancy:
    """A draft like this ended vacancy. A second tap returns the draft of the first.

    It is screened as any other when it is submitted; a protected one stays protected.
    """
    if not can_write_vacancies_of(by, vacancy.employer):
        raise NotAllowed()
    vacancy = Vacancy.objects.select_for_update(no_key=True).get(pk=vacancy.pk)
    if vacancy.state not in ENDED:
        raise Conflict(_("This vacancy has not ended. Change it instead."))
    if draft := vacancy.copies.filter(state=VacancyState.DRAFT).first():
        return draft
    return write_vacancy(
        by=by,
        employer=vacancy.employer,
        copied_from=vacancy,
        is_protected=vacancy.is_protected,
        **lists_of(vacancy),
        **{name: getattr(vacancy, name) for name in COPIED},
    )


def lists_of(vacancy: Vacancy) -> dict[str, list[Any]]:
    """Skills, languages and licences in the shape that `write_vacancy` takes."""
    skills = vacancy.skills.select_related("skill")
    languages = vacancy.languages.select_related("language")
    return {
        "skills": [{"skill": row.skill, "required": row.required} for row in skills],
        "languages": [{"language": row.language, "level": row.level} for row in languages],
        "licences": [row.licence for row in vacancy.licences.select_related("licence")],
    }
