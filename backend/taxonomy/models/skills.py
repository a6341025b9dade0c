"""ESCO skills cut to the work returnees do, and which occupation asks for which."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.querysets import SkillQuerySet

from .labels import Labelled
from .occupations import IscoGroup


class Skill(Labelled):
    class Kind(models.TextChoices):
        SKILL = "skill", _("skill")
        KNOWLEDGE = "knowledge", _("knowledge")
        TRANSVERSAL = "transversal", _("useful in any job")

    esco_id = models.UUIDField(_("ESCO id"), unique=True, default=uuid.uuid4)
    kind = models.CharField(_("kind"), max_length=12, choices=Kind.choices)
    aliases = ArrayField(
        models.CharField(max_length=200), verbose_name=_("other names"), default=list, blank=True
    )
    occupations = models.ManyToManyField(
        IscoGroup, through="OccupationSkill", related_name="skills"
    )

    objects = SkillQuerySet.as_manager()

    class Meta:
        verbose_name = _("skill")
        verbose_name_plural = _("skills")
        ordering = ["id"]


class OccupationSkill(models.Model):
    """`weight` is the share (percent, 1 to 100) of the group's ESCO occupations that name it."""

    isco = models.ForeignKey(IscoGroup, models.CASCADE, related_name="skill_links")
    skill = models.ForeignKey(Skill, models.CASCADE, related_name="occupation_links")
    essential = models.BooleanField(_("essential"))
    weight = models.PositiveSmallIntegerField(_("weight"))

    class Meta:
        verbose_name = _("skill of an occupation")
        verbose_name_plural = _("skills of occupations")
        ordering = ["isco_id", "-essential", "-weight", "skill_id"]
        constraints = [
            models.UniqueConstraint(fields=["isco", "skill"], name="skill_once_per_group"),
        ]

    def __str__(self) -> str:
        return f"{self.isco_id}: {self.skill_id}"
