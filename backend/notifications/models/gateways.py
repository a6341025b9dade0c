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

    balance = models.DecimalField(max_digits=14, decimal_places=2, null=True)
    balance_currency = models.CharField(max_length=3, blank=True, default="", db_default="")
    balance_at = models.DateTimeField(null=True, help_text="When it was last asked for")
    balance_low_at = models.DateTimeField(null=True, help_text="When it fell too low")
    over_budget_in = models.DateField(null=True, help_text="The month whose budget is used up")
    miscounted_in = models.DateField(
        null=True, help_text="The month in which it billed more SMS than we counted"
    )

    class Meta:
        verbose_name = "gateway status"
        verbose_name_plural = "gateway statuses"

    def __str__(self) -> str:
        return self.name


class GatewayMonth(models.Model):
    """What a gateway has taken in a month and what that cost, in the money of its account.

    In parts, each written by some of the workers, so that they do not wait for one row: add up.
    """

    gateway = models.CharField(max_length=32)
    month = models.DateField(help_text="Its first day, UTC")
    part = models.PositiveSmallIntegerField()
    messages = models.PositiveIntegerField(default=0, db_default=0)
    segments = models.PositiveIntegerField(default=0, db_default=0)
    cost = models.DecimalField(max_digits=14, decimal_places=4, default=0, db_default=0)
    # Of the messages whose SMS the gateway told: as we count them, and as it bills them.
    counted = models.PositiveIntegerField(default=0, db_default=0)
    billed = models.PositiveIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gateway", "month", "part"], name="gateway_month_part_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.month:%Y-%m}"
