"""The money promised for a plan, and its parts."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from reintegration.models.plans import BusinessPlan
from reintegration.querysets import GrantQuerySet, TrancheQuerySet
from reintegration.states import TrancheState


class Grant(Record):
    """The money promised for an approved plan, paid in tranches."""

    plan = models.OneToOneField(BusinessPlan, on_delete=models.PROTECT, related_name="grant")
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    currency = models.CharField(_("currency"), max_length=3)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    objects = GrantQuerySet.as_manager()

    class Meta:
        constraints = [models.CheckConstraint(name="grant_is_positive", condition=Q(amount__gt=0))]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


class Tranche(Record):
    """One part of a grant; released by a second person once its condition is met."""

    grant = models.ForeignKey(Grant, on_delete=models.PROTECT, related_name="tranches")
    number = models.PositiveSmallIntegerField()
    amount = models.DecimalField(_("amount"), max_digits=12, decimal_places=2)
    condition = models.CharField(_("condition"), max_length=200)
    state = models.CharField(
        max_length=10, choices=TrancheState.choices, default=TrancheState.PLANNED
    )
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    released_on = models.DateField(null=True)

    objects = TrancheQuerySet.as_manager()

    class Meta:
        ordering = ["grant", "number"]
        constraints = [
            models.UniqueConstraint(fields=["grant", "number"], name="tranche_number_once"),
            models.CheckConstraint(name="tranche_is_positive", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="released_tranche_says_who_and_when",
                condition=~Q(state=TrancheState.RELEASED)
                | Q(released_by__isnull=False, released_on__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}: {self.amount}"
