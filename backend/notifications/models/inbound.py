"""What came in: SMS from people, and how often calls in a gateway's name were refused."""

from django.db import models

from backend.lib.records import Record
from backend.notifications.querysets import CallbackRefusalQuerySet, InboundSmsQuerySet


class InboundSms(Record):
    """One SMS from a person, once: kept before anybody reads it, so that it cannot be lost.

    `look_at` is when a worker takes it to the apps above, which know people; None once they did.
    """

    gateway = models.CharField(max_length=32)
    digest = models.CharField(max_length=64, help_text="SHA-256 of what makes it this SMS")
    phone = models.CharField(max_length=16, db_index=True, help_text="E.164")
    text = models.TextField(blank=True)
    sent_to = models.CharField(max_length=32, blank=True, help_text="Our number, if it is told")
    reference = models.CharField(max_length=128, blank=True, help_text="Its name at the gateway")
    answers = models.ForeignKey(
        "notifications.Message",
        null=True,
        on_delete=models.SET_NULL,
        related_name="replies",
        help_text="The newest message to this phone, if there was one lately",
    )
    look_at = models.DateTimeField(null=True)
    looks = models.PositiveSmallIntegerField(default=0)

    objects = InboundSmsQuerySet.as_manager()

    class Meta:
        verbose_name = "inbound SMS"
        verbose_name_plural = "inbound SMS"
        constraints = [
            models.UniqueConstraint(fields=["gateway", "digest"], name="inbound_once"),
        ]
        indexes = [
            models.Index(
                "look_at", name="inbound_to_read", condition=models.Q(look_at__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.digest[:12]}"


class CallbackRefusal(models.Model):
    """How often calls in the name of a gateway were refused on a day, and why.

    A count and no more: whoever guesses addresses shall not fill our table.
    """

    gateway = models.CharField(max_length=32)
    why = models.CharField(max_length=40, help_text="The adapter's code")
    day = models.DateField(help_text="UTC")
    times = models.PositiveIntegerField(default=0)

    objects = CallbackRefusalQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["gateway", "why", "day"], name="refusal_once_a_day"),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.why} {self.day}"
