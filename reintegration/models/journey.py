from django.conf import settings
from django.db import models
from django.db.models import Q

from reintegration.querysets import JourneyQuerySet
from reintegration.states import JourneyKind


class JourneyEvent(models.Model):
    """One thing that happened to a person. Append-only: a correction is a new row.

    `occurred_on` is when it happened, `recorded_at` when we learned it: a report "as known
    on" a day reads only rows recorded by then. `source_*` points at the row of the domain
    that says so and makes writing the same event twice impossible.
    """

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.PROTECT, related_name="journey"
    )
    kind = models.CharField(max_length=20, choices=JourneyKind.choices)
    occurred_on = models.DateField()
    recorded_at = models.DateTimeField(db_index=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    source_kind = models.CharField(max_length=40, blank=True, help_text="<app label>.<model>")
    source_id = models.BigIntegerField(null=True)
    detail = models.JSONField(default=dict)
    corrects = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="corrected_by"
    )

    objects = JourneyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["returnee", "kind", "source_kind", "source_id"],
                condition=Q(source_id__isnull=False, corrects__isnull=True),
                name="journey_event_once_per_source",
            )
        ]
        indexes = [
            models.Index(fields=["returnee", "occurred_on"], name="journey_of_person"),
            models.Index(fields=["kind", "occurred_on"], name="journey_by_kind"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.occurred_on}"
