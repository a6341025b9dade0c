"""ISCO-08 groups and the titles people use for the work in them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.querysets import IscoGroupQuerySet, OccupationTitleQuerySet

from .labels import Labelled


class IscoGroup(Labelled):
    """One of the 619 groups of ISCO-08, at level 1 (major) to 4 (unit group)."""

    code = models.CharField(_("ISCO-08 code"), max_length=4, primary_key=True)
    level = models.PositiveSmallIntegerField(_("level"))
    parent = models.ForeignKey(
        "self", models.PROTECT, related_name="children", null=True, blank=True
    )

    objects = IscoGroupQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupation group")
        verbose_name_plural = _("occupation groups")
        ordering = ["code"]


class OccupationTitle(models.Model):
    """A job title in one language. One title may stand under several groups: that is real."""

    class Source(models.TextChoices):
        KODP = "kodp2020", _("KODP-2020, state classifier of Uzbekistan")
        ESCO = "esco", _("ESCO, European Commission")
        PROJECT = "project", _("this project")

    isco = models.ForeignKey(IscoGroup, models.PROTECT, related_name="titles")
    language = models.CharField(_("language"), max_length=5)
    text = models.CharField(_("title"), max_length=400)
    folded = models.CharField(_("search key"), max_length=400, editable=False)
    source = models.CharField(_("source"), max_length=10, choices=Source.choices)
    # The English of KODP is machine translation: good enough to search by, not to be shown.
    shown = models.BooleanField(_("shown to people"), default=True)

    objects = OccupationTitleQuerySet.as_manager()

    class Meta:
        verbose_name = _("occupation title")
        verbose_name_plural = _("occupation titles")
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["language", "folded", "isco", "source"], name="title_once_per_group"
            ),
        ]
        indexes = [
            models.Index(
                fields=["folded"], opclasses=["text_pattern_ops"], name="title_folded_prefix"
            ),
        ]

    def __str__(self) -> str:
        return self.text
