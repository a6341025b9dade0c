from jobs.models.applications import Application, Placement
from jobs.models.changes import FactChange
from jobs.models.employers import Employer, EmployerMember
from jobs.models.matches import Match, MatchRun
from jobs.models.unlocks import CourseReach, CourseUnlock
from jobs.models.vacancies import (
    ScreeningFinding,
    Vacancy,
    VacancyLanguage,
    VacancyLicence,
    VacancySkill,
)

__all__ = [
    "Application",
    "CourseReach",
    "CourseUnlock",
    "Employer",
    "EmployerMember",
    "FactChange",
    "Match",
    "MatchRun",
    "Placement",
    "ScreeningFinding",
    "Vacancy",
    "VacancyLanguage",
    "VacancyLicence",
    "VacancySkill",
]
