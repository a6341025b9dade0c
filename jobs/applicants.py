"""What an employer may read of a person: these fields and no others.

Not where they worked, how they came back, what they need, where else they applied; and
nothing at all once the application or the consent is taken back.
"""

from dataclasses import dataclass

from django.utils.translation import get_language

from jobs.models import Application
from jobs.states import ApplicationState
from reintegration.models import Returnee


@dataclass(frozen=True, slots=True)
class Ability:
    """A named thing of the taxonomy, in the reader's language, with its level if it has one."""

    id: str
    label: str
    level: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    isco: str
    title: str
    months: int


@dataclass(frozen=True, slots=True)
class Applicant:
    name: str
    phone: str
    skills: list[Ability]
    languages: list[Ability]
    licences: list[Ability]
    experience: list[Job]


def is_shared(application: Application) -> bool:
    """Whether the person lets this employer see them now; `application` is `with_applicant`."""
    withdrawn = application.state == ApplicationState.WITHDRAWN
    return bool(getattr(application, "shares", False)) and not withdrawn


def applicant_of(application: Application) -> Applicant | None:
    """The person as the employer sees them; None without their agreement. No further query."""
    return _described(application.returnee) if is_shared(application) else None


def _described(person: Returnee) -> Applicant:
    language = get_language() or "en"
    return Applicant(
        name=str(person),
        phone=person.phone,
        skills=[
            Ability(str(row.skill_id), row.skill.label(language)) for row in person.skills.all()
        ],
        languages=[
            Ability(row.language_id, row.language.label(language), row.level)
            for row in person.languages.all()
        ],
        licences=[
            Ability(row.licence_id, row.licence.label(language)) for row in person.licences.all()
        ],
        experience=[
            Job(row.isco_id, row.title or row.isco.label(language), row.months)
            for row in person.work_history.all()
        ],
    )
