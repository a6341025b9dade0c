from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from backend.lib.records import Record
from reintegration.querysets import DuplicateQuerySet
from reintegration.states import DuplicateState


class PossibleDuplicate(Record):
    """Two files that may be one person. A warning for staff, never a block."""

    first = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="duplicates_as_first"
    )
    second = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="duplicates_as_second"
    )
    reasons = ArrayField(models.CharField(max_length=16), help_text="phone, name, birth_year")
    state = models.CharField(
        max_length=10, choices=DuplicateState.choices, default=DuplicateState.OPEN
    )

    objects = DuplicateQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="duplicate_pair_once"),
            models.CheckConstraint(
                name="duplicate_pair_is_ordered", condition=Q(first__lt=F("second"))
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
