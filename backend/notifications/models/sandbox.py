"""The phones of the sandbox."""

from django.db import models

from backend.notifications.keys import LENGTH
from backend.notifications.querysets import SandboxSmsQuerySet


class SandboxSms(models.Model):
    """What a phone of the sandbox received. Exists where SANDBOX_PHONES is on, and only there."""

    inbox = models.CharField(max_length=32, help_text="Stands for the phone in addresses of pages")
    phone = models.CharField(max_length=16)
    body = models.TextField()
    at = models.DateTimeField()
    key = models.CharField(max_length=LENGTH, unique=True)

    objects = SandboxSmsQuerySet.as_manager()

    class Meta:
        verbose_name = "sandbox SMS"
        verbose_name_plural = "sandbox SMS"
        indexes = [models.Index(fields=["inbox", "at"], name="sandbox_inbox")]

    def __str__(self) -> str:
        return self.key
