"""What a vacancy asks for, in words, and the tone of each state."""

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from jobs.matching_words import duration
from jobs.models import Vacancy
from jobs.states import ApplicationState, EmployerState, VacancyState

# The colour and sign that stand with a state's word.
TONES: dict[str, str] = {
    VacancyState.PUBLISHED: "ok",
    VacancyState.SCREENING: "warning",
    VacancyState.REJECTED: "danger",
    VacancyState.DRAFT: "plain",
    VacancyState.CLOSED: "plain",
    EmployerState.VERIFIED: "ok",
    EmployerState.PENDING: "warning",
    EmployerState.SUSPENDED: "danger",
    ApplicationState.INVITED: "ok",
    ApplicationState.HIRED: "ok",
    ApplicationState.REFUSED: "plain",
    ApplicationState.WITHDRAWN: "plain",
}


def asked_for(vacancy: Vacancy) -> list[str]:
    """What the work asks for, one line each; `vacancy` comes `with_requirements`."""
    language = get_language() or "en"
    required = [row.skill.label(language) for row in vacancy.skills.all() if row.required]
    spoken = [
        f"{row.language.label(language)}, {row.get_level_display()}"
        for row in vacancy.languages.all()
    ]
    papers = [row.licence.label(language) for row in vacancy.licences.all()]
    months = vacancy.min_experience_months
    experience = [_("Experience: %(time)s") % {"time": duration(months)}] if months else []
    return [*papers, *required, *spoken, *experience]


def wished_for(vacancy: Vacancy) -> list[str]:
    language = get_language() or "en"
    return [row.skill.label(language) for row in vacancy.skills.all() if not row.required]
