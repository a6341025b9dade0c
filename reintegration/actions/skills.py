"""Skills and licences that somebody else can vouch for."""

from collections.abc import Iterable

from django.db import transaction

from backend.taxonomy.models import Licence, Skill
from reintegration.models import Returnee, ReturneeLicence, ReturneeSkill
from reintegration.states import SkillSource


@transaction.atomic
def record_course_gains(
    returnee: Returnee, *, skills: Iterable[Skill], licences: Iterable[Licence]
) -> None:
    """Add what a completed course taught. Repeating is harmless; self-said skills rise."""
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
