from django.db import models

from jobs.querysets import FactChangeQuerySet
from jobs.states import ChangeKind


class FactChange(models.Model):
    """Something that the matching reads of this person or vacancy has changed.

    Written by PostgreSQL's triggers alone (migration fact_changes), so that bulk updates, raw
    SQL and a colleague's shell are noticed alike.
    """

    kind = models.PositiveSmallIntegerField(choices=ChangeKind.choices)
    subject_id = models.BigIntegerField(help_text="The person's or vacancy's key, or 0")
    xact = models.BigIntegerField(help_text="Id of the transaction that changed it (xid8)")
    at = models.DateTimeField()

    objects = FactChangeQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["xact"], name="fact_change_by_xact")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject_id}"
