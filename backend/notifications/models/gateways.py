"""What all workers must know together about a gateway."""

from django.db import models


class GatewayStatus(models.Model):
    """One gateway: its bucket of calls, whether it rests, whether it is stopped.

    No row means: nothing is known that keeps messages from it.
    """

    name = models.CharField(max_length=32, unique=True)
    tokens = models.FloatField(default=0, help_text="Calls it could take at `filled_at`")
    filled_at = models.DateTimeField(null=True)
    paused_until = models.DateTimeField(null=True, help_text="It refused too often in a row")
    stopped_at = models.DateTimeField(null=True, help_text="Until staff start it again")
    stop_code = models.CharField(max_length=64, blank=True, help_text="The gateway's code")

    class Meta:
        verbose_name = "gateway status"
        verbose_name_plural = "gateway statuses"

    def __str__(self) -> str:
        return self.name
