from django.conf import settings
from django.db import models

from reintegration.querysets import DraftQuerySet


class RegistrationDraft(models.Model):
    """Answers of a registration under way, kept after every page so that nothing is typed twice.

    `answers` is {step: {field: value}} as the step's form reads it. Gone once the file exists.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="registration_draft"
    )
    answers = models.JSONField(default=dict)
    step = models.CharField(max_length=20, blank=True, help_text="The last step answered")
    updated_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    def __str__(self) -> str:
        return self.step
