"""What a course adds to a file."""

from collections.abc import Iterable

from django.db import transaction

from backend.taxonomy.models import Licence, Skill
from reintegration.models import Returnee, ReturneeLicence, ReturneeSkill
from reintegration.signals import tell_profile_changed
from reintegration.states import SkillSource


@transaction.atomic
def record_course_gains(
    returnee: Returnee, *, skills: Iterable[Skill], licences: Iterable[Licence]
) -> None:
    """Add what a completed course teaches; a skill only claimed so far becomes certified.

    Who may say that it was completed is checked, and audited, by the course's own deed.
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
    tell_profile_changed(returnee)
