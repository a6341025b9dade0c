from jobs.models.applications import Application, Placement
from jobs.models.changes import FactChange
from jobs.models.employers import Employer, EmployerMember
from jobs.models.matches import Match, MatchRun, PastMatch
from jobs.models.nights import MatchFound, MatchShard
from jobs.models.unlocks import CourseReach, CourseUnlock, UnlockCount
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
    "MatchFound",
    "MatchRun",
    "MatchShard",
    "PastMatch",
    "Placement",
    "ScreeningFinding",
    "UnlockCount",
    "Vacancy",
    "VacancyLanguage",
    "VacancyLicence",
    "VacancySkill",
]
