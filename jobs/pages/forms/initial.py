"""What the form of a vacancy begins with: a vacancy, or what such work usually says."""

from typing import Any

from django.conf import settings

from backend.taxonomy.choices import name_of
from backend.taxonomy.models import Skill
from jobs.models import Vacancy
from jobs.starting_points import StartingPoint

LANGUAGES_ASKED = 3
PLAIN = (
    "title", "description", "openings", "place", "country", "schedule", "wage_from", "wage_to",
    "wage_period", "min_experience_months", "min_education", "housing", "written_contract",
    "closes_on",
)  # fmt: skip


def of_vacancy(vacancy: Vacancy) -> dict[str, Any]:
    """Everything that it says."""
    initial: dict[str, Any] = {name: getattr(vacancy, name) for name in PLAIN}
    skills = vacancy.skills.values_list("skill", "required")
    initial["required_skills"] = [skill for skill, required in skills if required]
    initial["wished_skills"] = [skill for skill, required in skills if not required]
    initial["licences"] = list(vacancy.licences.values_list("licence", flat=True))
    for n, row in enumerate(vacancy.languages.all()[:LANGUAGES_ASKED]):
        initial |= {f"language_{n}": row.language_id, f"level_{n}": row.level}
    return initial


def of_starting_point(point: StartingPoint) -> dict[str, Any]:
    """As the firm's earlier vacancy but for its days; else the usual, with duties to strike out."""
    if point.like is not None:
        return of_vacancy(point.like) | {"closes_on": None, "openings": 1}
    return {
        "country": settings.HOMEWARD_COUNTRY,
        "schedule": point.schedule,
        "description": "\n".join(f"– {name_of(duty)}" for duty in _duties(point)),
        "required_skills": [skill.pk for skill in point.skills],
        "licences": [licence.pk for licence in point.licences],
    }


def _duties(point: StartingPoint) -> list[Skill]:
    """What one does, not what one knows."""
    return [skill for skill in point.skills if skill.kind == Skill.Kind.SKILL]
