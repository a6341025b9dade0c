"""What the fairness report tells people apart by."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Dimension(models.TextChoices):
    ALL = "all", _("Everyone")
    SEX = "sex", _("By sex")
    AGE = "age", _("By age")
    DISTRICT = "district", _("By district")
    DISABILITY = "disability", _("By disability")


class AgeBand(models.TextChoices):
    """By the year of birth alone: around a birthday a person may stand one band too high."""

    YOUNGEST = "0-24", _("Under 25")
    TO_34 = "25-34", _("25 to 34")
    TO_44 = "35-44", _("35 to 44")
    TO_54 = "45-54", _("45 to 54")
    OLDEST = "55-", _("55 and over")


class Disability(models.TextChoices):
    """What people said of themselves, and that they said nothing."""

    YES = "yes", _("With a disability")
    NO = "no", _("Without a disability")
    UNSAID = "unsaid", _("Did not say")
