"""Languages a person speaks, and licences to drive or to practise a trade."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from backend.taxonomy.querysets import LabelledQuerySet

from .labels import Labelled


class Language(Labelled):
    code = models.CharField(_("ISO 639 code"), max_length=3, primary_key=True)

    objects = LabelledQuerySet.as_manager()

    class Meta:
        verbose_name = _("language")
        verbose_name_plural = _("languages")
        ordering = ["code"]


class Licence(Labelled):
    class Kind(models.TextChoices):
        DRIVING = "driving", _("driving")
        TRADE = "trade", _("trade")

    code = models.CharField(_("code"), max_length=30, primary_key=True)
    kind = models.CharField(_("kind"), max_length=10, choices=Kind.choices)
    rank = models.PositiveSmallIntegerField(_("order shown"), default=0)

    objects = LabelledQuerySet.as_manager()

    class Meta:
        verbose_name = _("licence")
        verbose_name_plural = _("licences")
        ordering = ["rank", "code"]
