"""A person's seat, from application to completion."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from training.models.courses import Cohort
from training.querysets import EnrolmentQuerySet
from training.states import LIVE, EnrolmentState


class Enrolment(Record):
    """One person in one cohort, from application to completion."""

    # Of two of one person, the later in this row holds (reintegration/actions/merging.py).
    PROGRESS = (
        EnrolmentState.WAITLISTED,
        EnrolmentState.APPLIED,
        EnrolmentState.ENROLLED,
        EnrolmentState.COMPLETED,
    )

    cohort = models.ForeignKey(Cohort, on_delete=models.PROTECT, related_name="enrolments")
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.PROTECT, related_name="enrolments"
    )
    state = models.CharField(
        max_length=10, choices=EnrolmentState.choices, default=EnrolmentState.APPLIED
    )
    applied_at = models.DateTimeField(auto_now_add=True)
    enrolled_at = models.DateTimeField(null=True, editable=False)
    closed_on = models.DateField(null=True, editable=False)
    reason = models.CharField(_("reason"), max_length=200, blank=True)

    objects = EnrolmentQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["cohort", "returnee"],
                condition=Q(state__in=[*sorted(LIVE)]),
                name="one_live_enrolment_per_cohort",
            ),
            models.CheckConstraint(
                name="closed_enrolment_has_its_day",
                condition=Q(closed_on__isnull=False)
                | ~Q(state__in=[EnrolmentState.COMPLETED, EnrolmentState.DROPPED]),
            ),
        ]
        indexes = [models.Index(fields=["cohort", "state"], name="enrolment_by_cohort")]

    def __str__(self) -> str:
        return str(self.public_id)
