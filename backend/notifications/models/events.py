"""What gateways called to say: kept before it is acted on, so that nothing told once is lost."""

from django.db import models
from django.db.models import Q


class ProviderEvent(models.Model):
    """One callback, once: a replayed one has the same digest and changes nothing.

    `reports` are what our adapter read in it: states, keys and references, no number and no text.
    """

    gateway = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, help_text="SHA-256 of the address' query and body")
    reports = models.JSONField(help_text="Those that are still to be applied")
    received_at = models.DateTimeField()
    looks = models.PositiveSmallIntegerField(default=0, db_default=0)
    look_at = models.DateTimeField(null=True, help_text="When to look again for its messages")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "digest"], name="event_once"),
        ]
        indexes = [
            models.Index("look_at", name="event_to_apply", condition=Q(look_at__isnull=False)),
            models.Index("received_at", name="event_age"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.digest[:12]}"
