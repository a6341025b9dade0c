"""The lists of a file: each is replaced as a whole, yet what stays keeps its history.

A skill that stays keeps its certificate, a need that stays keeps the day it was met. The
callers check who may write, audit, and tell the matching.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from backend.accounts.models import User
from backend.taxonomy.models import Country, Licence, Skill
from reintegration.models import (
    Need,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.permissions import is_own_file
from reintegration.states import SkillSource


def set_lists(returnee: Returnee, *, by: User | None, lists: Mapping[str, Any]) -> None:
    """Replace the lists that are named (keys of profile.LISTS); the others stay."""
    for name, items in lists.items():
        if name == "skills":
            _set_skills(returnee, items, by)
        else:
            SETTERS[name](returnee, items)


def _set_destinations(returnee: Returnee, countries: Iterable[Country]) -> None:
    returnee.destinations.set(countries)


def _set_work_history(returnee: Returnee, jobs: Iterable[Mapping[str, Any]]) -> None:
    """`jobs`: mappings of isco (IscoGroup), title, country (Country or None) and months."""
    returnee.work_history.all().delete()
    WorkHistory.objects.bulk_create(WorkHistory(returnee=returnee, **job) for job in jobs)


def _set_skills(returnee: Returnee, skills: Iterable[Skill], by: User | None) -> None:
    source = SkillSource.SELF
    if by is not None and not is_own_file(by, returnee):
        source = SkillSource.STAFF
    chosen = {skill.pk for skill in skills}
    returnee.skills.exclude(skill__in=chosen).delete()
    ReturneeSkill.objects.bulk_create(
        [ReturneeSkill(returnee=returnee, skill_id=pk, source=source) for pk in sorted(chosen)],
        ignore_conflicts=True,
    )


def _set_languages(returnee: Returnee, spoken: Iterable[Mapping[str, Any]]) -> None:
    """`spoken`: mappings of language (Language) and level (Cefr)."""
    levels = {item["language"].pk: item["level"] for item in spoken}
    rows = [
        ReturneeLanguage(returnee=returnee, language_id=code, level=level)
        for code, level in levels.items()
    ]
    returnee.languages.exclude(language__in=list(levels)).delete()
    ReturneeLanguage.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["returnee", "language"],
        update_fields=["level"],
    )


def _set_licences(returnee: Returnee, licences: Iterable[Licence]) -> None:
    chosen = {licence.pk for licence in licences}
    returnee.licences.exclude(licence__in=chosen).delete()
    ReturneeLicence.objects.bulk_create(
        [ReturneeLicence(returnee=returnee, licence_id=pk) for pk in sorted(chosen)],
        ignore_conflicts=True,
    )


def _set_needs(returnee: Returnee, kinds: Iterable[str]) -> None:
    chosen = set(kinds)
    returnee.needs.exclude(kind__in=chosen).delete()
    Need.objects.bulk_create(
        [Need(returnee=returnee, kind=kind) for kind in sorted(chosen)], ignore_conflicts=True
    )


SETTERS: dict[str, Callable[[Returnee, Any], None]] = {
    "destinations": _set_destinations,
    "work_history": _set_work_history,
    "languages": _set_languages,
    "licences": _set_licences,
    "needs": _set_needs,
}
