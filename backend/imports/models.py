from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.imports.querysets import BatchQuerySet
from backend.imports.states import BatchState
from backend.lib.records import Record


class ImportBatch(Record):
    """One uploaded table: what was read, what is wrong with it, and whether it was imported.

    The rows are blanked once they are imported, and a day after the preview (tasks.forget).
    """

    sheet = models.CharField(max_length=32, help_text="A name from sheets.py")
    filename = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=BatchState.choices, default=BatchState.PREVIEWED
    )
    rows = models.JSONField(help_text="[{'row': 2, 'cells': {column: text}}, …]")
    errors = models.JSONField(default=list, help_text="[{'row', 'column', 'text'}, …]")
    notes = models.JSONField(default=list, help_text="Warnings of the same shape")
    total = models.PositiveIntegerField()
    created = models.PositiveIntegerField(default=0)
    unchanged = models.PositiveIntegerField(default=0)
    applied_at = models.DateTimeField(null=True)

    objects = BatchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "import batches"
        constraints = [
            models.CheckConstraint(
                name="applied_batch_has_its_time",
                condition=~Q(state=BatchState.APPLIED) | Q(applied_at__isnull=False),
            )
        ]

    def __str__(self) -> str:
        return f"{self.sheet} {self.filename}"
