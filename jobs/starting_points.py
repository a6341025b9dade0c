"""What a vacancy for some work usually says, so that its form need not begin empty.

The firm's own last vacancy for the work is the best guess. Without one: the skills that the
taxonomy calls essential, and the hours and licences that most similar open vacancies name, if
there are enough of them.
"""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import QuerySet

from backend.taxonomy.models import IscoGroup, Licence, OccupationSkill, Skill
from jobs.models import Employer, Vacancy
from jobs.pay_guidance import LEAST_FIRMS, LEAST_OFFERS
from jobs.states import VacancyState
from reintegration.states import Schedule

# What most occupations of a group ask for, and not more than an employer reads through.
MOST_SKILLS, LEAST_WEIGHT = 4, 50
# Similar vacancies that are looked at, the newest.
LOOKED_AT = 200
# So that a tick stands for what is usual and not for what one firm wants.
USUAL = 0.5


@dataclass(frozen=True, slots=True)
class StartingPoint:
    """`like` is the firm's own earlier vacancy; without one the other fields say what is usual."""

    like: Vacancy | None = None
    schedule: str = Schedule.FULL
    skills: list[Skill] = field(default_factory=list)
    licences: list[Licence] = field(default_factory=list)


def starting_point(isco: IscoGroup, *, employer: Employer | None) -> StartingPoint:
    """For a new vacancy of this unit group; at most five queries."""
    if employer and (like := _own(employer).filter(isco=isco).first()):
        return StartingPoint(like=like)
    similar = list(_similar(isco))
    enough = len(similar) >= LEAST_OFFERS
    several = len({vacancy.employer_id for vacancy in similar}) >= LEAST_FIRMS
    skills = _essential(isco)
    if not enough or not several:
        return StartingPoint(skills=skills)
    hours = Counter(vacancy.schedule for vacancy in similar)
    return StartingPoint(
        schedule=hours.most_common(1)[0][0], skills=skills, licences=_usual_licences(similar)
    )


def own_work(employer: Employer, most: int = 5) -> list[Vacancy]:
    """The firm's newest vacancy for each kind of work it offered, the newest first."""
    newest: dict[str, Vacancy] = {}
    for vacancy in _own(employer)[:LOOKED_AT]:
        newest.setdefault(vacancy.isco_id, vacancy)
    return list(newest.values())[:most]


def _own(employer: Employer) -> "QuerySet[Any]":
    """Written to the end; what staff have rejected is no example."""
    unfit = [VacancyState.DRAFT, VacancyState.REJECTED]
    return Vacancy.objects.filter(employer=employer).exclude(state__in=unfit).order_by("-pk")


def _similar(isco: IscoGroup) -> "QuerySet[Any]":
    newest = Vacancy.objects.public().filter(isco=isco).order_by("-published_at", "-pk")
    return newest.prefetch_related("licences__licence")[:LOOKED_AT]


def _essential(isco: IscoGroup) -> list[Skill]:
    links = OccupationSkill.objects.filter(isco=isco, essential=True, weight__gte=LEAST_WEIGHT)
    return [link.skill for link in links.select_related("skill")[:MOST_SKILLS]]


def _usual_licences(similar: list[Vacancy]) -> list[Licence]:
    named = Counter(row.licence for vacancy in similar for row in vacancy.licences.all())
    usual = [licence for licence, times in named.items() if times >= USUAL * len(similar)]
    return sorted(usual, key=lambda licence: licence.rank)
