from django.conf import settings
from django.db import models

from reintegration.querysets import ConsentQuerySet
from reintegration.staff_reasons import ConsentWay
from reintegration.states import ConsentPurpose


class Consent(models.Model):
    """One yes or no, for one purpose, to one text. Append-only: the newest row holds."""

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="consents"
    )
    purpose = models.CharField(max_length=12, choices=ConsentPurpose.choices)
    given = models.BooleanField()
    text_version = models.CharField(max_length=16)
    language = models.CharField(max_length=8, help_text="Language the text was read in")
    way = models.CharField(
        max_length=8,
        choices=ConsentWay.choices,
        blank=True,
        default="",
        db_default="",
        help_text="Empty where it was not kept",
    )
    reason = models.CharField(
        max_length=300, blank=True, default="", db_default="", help_text="What staff were told"
    )
    at = models.DateTimeField(auto_now_add=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ConsentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["returnee", "purpose", "-id"], name="consent_newest_first")]

    def __str__(self) -> str:
        return f"{self.purpose} {'yes' if self.given else 'no'}"
