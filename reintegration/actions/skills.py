"""How well a skill is known: a course certifies it, staff have seen it."""

from collections.abc import Iterable, Mapping

from django.db import transaction

from backend.accounts.models import User
from backend.audit.actions import record as audit
from backend.lib.errors import NotAllowed
from backend.taxonomy.models import Licence, Skill
from reintegration.models import (
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
)
from reintegration.permissions import works_with_file
from reintegration.signals import tell_profile_changed
from reintegration.states import SkillSource


@transaction.atomic
def confirm_skills(returnee: Returnee, *, by: User, skills: Iterable[Skill]) -> Returnee:
    """Staff have seen that the person can do this; a certificate stays a certificate."""
    if not works_with_file(by, returnee):
        raise NotAllowed()
    said = returnee.skills.filter(skill__in=list(skills), source=SkillSource.SELF)
    if seen := said.update(source=SkillSource.STAFF):
        audit("reintegration.skills.confirmed", by=by, subject=returnee, count=seen)
        tell_profile_changed(returnee)
    return returnee


@transaction.atomic
def record_course_gains(
    returnee: Returnee,
    *,
    skills: Iterable[Skill],
    licences: Iterable[Licence],
    languages: Mapping[str, str] | None = None,
) -> None:
    """Add what a completed course teaches; a skill only claimed so far becomes certified.

    `languages` are CEFR levels by code: a level is raised, never lowered. Who may say that the
    course was completed is checked, and audited, by its own deed.
    """
    ReturneeSkill.objects.bulk_create(
        [
            ReturneeSkill(returnee=returnee, skill=skill, source=SkillSource.CERTIFICATE)
            for skill in skills
        ],
        update_conflicts=True,
        unique_fields=["returnee", "skill"],
        update_fields=["source"],
    )
    ReturneeLicence.objects.bulk_create(
        [ReturneeLicence(returnee=returnee, licence=licence) for licence in licences],
        ignore_conflicts=True,
    )
    _raise_levels(returnee, languages or {})
    tell_profile_changed(returnee)


def _raise_levels(returnee: Returnee, languages: Mapping[str, str]) -> None:
    """The codes of levels sort as the levels do."""
    known = dict(returnee.languages.values_list("language_id", "level"))
    ReturneeLanguage.objects.bulk_create(
        [
            ReturneeLanguage(returnee=returnee, language_id=code, level=level)
            for code, level in languages.items()
            if known.get(code, "") < level
        ],
        update_conflicts=True,
        unique_fields=["returnee", "language"],
        update_fields=["level"],
    )
