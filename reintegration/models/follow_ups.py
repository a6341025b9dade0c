from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from reintegration.querysets import FollowUpQuerySet
from reintegration.states import FollowUpState, Livelihood, Verified

WAVES = (1, 3, 6, 12)


class FollowUp(Record):
    """One question "how is it going?", 1, 3, 6 or 12 months after a milestone.

    Answers are facts; whether they count as success is an indicator's business. Not being
    reached is a state of its own and never means "unemployed".
    """

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.PROTECT, related_name="follow_ups"
    )
    milestone = models.ForeignKey(
        "reintegration.JourneyEvent", on_delete=models.PROTECT, related_name="follow_ups"
    )
    wave = models.PositiveSmallIntegerField(_("months after"), choices=[(w, w) for w in WAVES])
    due_on = models.DateField(db_index=True)
    state = models.CharField(
        max_length=12, choices=FollowUpState.choices, default=FollowUpState.DUE
    )
    answered_on = models.DateField(null=True, blank=True)
    livelihood = models.CharField(
        _("what you do now"), max_length=16, choices=Livelihood.choices, blank=True
    )
    same_employer = models.BooleanField(_("still at the same employer"), null=True, blank=True)
    hours_per_week = models.PositiveSmallIntegerField(_("hours a week"), null=True, blank=True)
    monthly_income = models.PositiveIntegerField(_("monthly income"), null=True, blank=True)
    currency = models.CharField(_("currency"), max_length=3, blank=True)
    has_contract = models.BooleanField(_("written contract"), null=True, blank=True)
    training_related = models.BooleanField(_("work uses the training"), null=True, blank=True)
    verified = models.CharField(
        _("how we know"), max_length=8, choices=Verified.choices, default=Verified.SELF
    )

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["milestone", "wave"], name="follow_up_once_per_wave"),
            models.CheckConstraint(
                name="answered_follow_up_has_its_answer",
                condition=Q(
                    state=FollowUpState.ANSWERED, answered_on__isnull=False, livelihood__gt=""
                )
                | (~Q(state=FollowUpState.ANSWERED) & Q(answered_on__isnull=True, livelihood="")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wave} months"
