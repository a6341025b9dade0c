from django.conf import settings
from django.db import models

from backend.audit.querysets import EntryQuerySet


class Entry(models.Model):
    """One deed: who did what to which thing, and when. Append-only."""

    at = models.DateTimeField(auto_now_add=True, db_index=True)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    deed = models.CharField(max_length=64, help_text="<app>.<noun>.<past-verb>, see deeds.py")
    subject_kind = models.CharField(max_length=64, help_text="<app label>.<model>")
    subject_id = models.BigIntegerField(null=True)
    subject_public_id = models.UUIDField(null=True)
    detail = models.JSONField(default=dict, help_text="Codes and ids, never names or numbers")

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "entries"
        indexes = [models.Index(fields=["subject_kind", "subject_id"], name="audit_by_subject")]

    def __str__(self) -> str:
        return f"{self.deed} {self.subject_kind}"
