"""Vacancies as a table, with the firms that offer them."""

from collections.abc import Mapping

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import get_language

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.imports import words
from backend.imports.cells import day_words, said, shown
from backend.imports.exports import File, table_of
from backend.lib.errors import NotAllowed
from jobs.imports import VACANCIES
from jobs.models import Vacancy
from reintegration.permissions import CASE_STAFF


@transaction.atomic
def export_vacancies(vacancies: QuerySet[Vacancy], *, by: User, file_format: str) -> File:
    """The `vacancies` as a file; written to the audit log."""
    if by.role not in CASE_STAFF:
        raise NotAllowed()
    wanted = Vacancy.objects.filter(pk__in=vacancies.order_by().values("pk"))
    rows = wanted.with_requirements().select_related("place__parent").order_by("pk")
    file = table_of(VACANCIES, rows, cells_of, file_format)
    audit("jobs.vacancy.exported", by=by, subject=by, rows=file.rows)
    return file


def cells_of(vacancy: Vacancy) -> Mapping[str, object]:
    """One row, in the language that is active, as `jobs.imports` reads it."""
    language = get_language() or "ru"
    firm = vacancy.employer
    skills = [(row.required, row.skill.label(language)) for row in vacancy.skills.all()]
    return {
        "tax_number": firm.tax_number,
        "firm": firm.name,
        "contact_name": firm.contact_name,
        "contact_phone": firm.contact_phone,
        "title": vacancy.title,
        "isco": vacancy.isco_id,
        "place": words.place_words(vacancy.place) if vacancy.place else "",
        "country": vacancy.country.label(language),
        "openings": vacancy.openings,
        "wage_from": vacancy.wage_from,
        "wage_to": vacancy.wage_to,
        "wage_currency": vacancy.wage_currency,
        "wage_period": vacancy.get_wage_period_display(),
        "schedule": vacancy.get_schedule_display(),
        "description": vacancy.description,
        "skills": shown(label for required, label in skills if required),
        "wished": shown(label for required, label in skills if not required),
        "licences": shown(row.licence_id for row in vacancy.licences.all()),
        "languages": shown(
            f"{row.language.label(language)} {row.level}" for row in vacancy.languages.all()
        ),
        "min_experience_months": vacancy.min_experience_months,
        "housing": said(vacancy.housing),
        "written_contract": said(vacancy.written_contract),
        "closes_on": day_words(vacancy.closes_on),
    }
