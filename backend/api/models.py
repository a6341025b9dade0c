from django.db import models


class KeptResponse(models.Model):
    """What a write answered, kept a day so that a repeated request gets the same answer."""

    caller = models.CharField(max_length=64)
    key = models.CharField(max_length=255)
    fingerprint = models.CharField(max_length=64, help_text="SHA-256 of method, path and body")
    status = models.PositiveSmallIntegerField(null=True)
    body = models.JSONField(null=True)
    created_at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["caller", "key"], name="one_response_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.caller} {self.key}"
