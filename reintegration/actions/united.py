"""The background of two files in one: what only the other says is copied, nothing is lost."""

from typing import Any

from reintegration.models import (
    Need,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.states import SkillSource

TRUST = {SkillSource.SELF: 0, SkillSource.STAFF: 1, SkillSource.CERTIFICATE: 2}


def unite_backgrounds(keep: Returnee, absorb: Returnee) -> None:
    """Copy to `keep` what it lacks; a skill gets the better of its two sources."""
    keep.destinations.add(*absorb.destinations.all())
    _trust_better_source(keep, absorb)
    _copy_missing(ReturneeSkill, keep, absorb, ["skill_id"])
    _copy_missing(ReturneeLanguage, keep, absorb, ["language_id"])
    _copy_missing(ReturneeLicence, keep, absorb, ["licence_id"])
    _copy_missing(WorkHistory, keep, absorb, ["isco_id", "country_id"])
    _copy_missing(Need, keep, absorb, ["kind"])


def _copy_missing(model: type[Any], keep: Returnee, absorb: Returnee, told_by: list[str]) -> None:
    """Rows of `absorb` that `keep` lacks, two rows being the same if `told_by` is."""
    rows = model._default_manager
    known = set(rows.filter(returnee=keep).values_list(*told_by))
    for row in rows.filter(returnee=absorb):
        if tuple(getattr(row, name) for name in told_by) not in known:
            row.pk, row._state.adding = None, True
            row.returnee = keep
            row.save()


def _trust_better_source(keep: Returnee, absorb: Returnee) -> None:
    others = dict(absorb.skills.values_list("skill_id", "source"))
    for row in keep.skills.filter(skill__in=others):
        better = max(
            SkillSource(row.source), SkillSource(others[row.skill_id]), key=TRUST.__getitem__
        )
        keep.skills.filter(pk=row.pk).update(source=better)
