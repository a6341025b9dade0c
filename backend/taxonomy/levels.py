"""Ladders: language levels and levels of education."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Cefr(models.TextChoices):
    """Language level, Common European Framework. The codes sort as the levels do."""

    A1 = "A1", _("A1: a few words")
    A2 = "A2", _("A2: simple talk")
    B1 = "B1", _("B1: daily life and work")
    B2 = "B2", _("B2: fluent in most talk")
    C1 = "C1", _("C1: very good")
    C2 = "C2", _("C2: like a native speaker")

    @property
    def rank(self) -> int:
        """1 for A1 … 6 for C2."""
        return list(type(self)).index(self) + 1

    def reaches(self, wanted: "Cefr") -> bool:
        return self.rank >= wanted.rank


class Isced(models.IntegerChoices):
    """Highest education finished, ISCED 2011 levels 0 to 8."""

    NONE = 0, _("No school finished")
    PRIMARY = 1, _("Primary school")
    LOWER_SECONDARY = 2, _("Nine years of school")
    UPPER_SECONDARY = 3, _("Full secondary school or vocational school")
    POST_SECONDARY = 4, _("Vocational training after school")
    SHORT_TERTIARY = 5, _("College")
    BACHELOR = 6, _("Bachelor's degree")
    MASTER = 7, _("Master's or specialist's degree")
    DOCTORATE = 8, _("Doctorate")
