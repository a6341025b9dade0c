"""Numbers to call: what they are for, and who stands for it that they are right."""

from django.db import models
from django.utils.translation import gettext_lazy as _

# How long a call made by a colleague vouches for a number: the usual and the longest, in days.
USUAL_DAYS, MOST_DAYS = 180, 365


class HotlinePurpose(models.TextChoices):
    WORK_ABROAD = "work_abroad", _("Questions about work abroad")
    LAW = "law", _("Advice about your rights")
    SAFETY = "safety", _("If someone hurts, threatens or holds you")
    FAMILY = "family", _("Family and children")


class HotlineState(models.TextChoices):
    PROPOSED = "proposed", _("To be called")
    CONFIRMED = "confirmed", _("Confirmed")
    WITHDRAWN = "withdrawn", _("Withdrawn")


# Confirmed anew before its time is over; what was withdrawn is proposed again as a new row.
HOTLINE_MOVES = {
    HotlineState.PROPOSED: frozenset({HotlineState.CONFIRMED, HotlineState.WITHDRAWN}),
    HotlineState.CONFIRMED: frozenset({HotlineState.CONFIRMED, HotlineState.WITHDRAWN}),
}
