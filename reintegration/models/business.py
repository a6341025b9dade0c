"""Small-business support: plan, decision, grant, tranches."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from reintegration.querysets import BusinessPlanQuerySet, GrantQuerySet, TrancheQuerySet
from reintegration.states import PlanState, TrancheState


class BusinessPlan(Record):
    """What a person wants to start, what it costs, and what was decided."""

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.PROTECT, related_name="business_plans"
    )
    state = models.CharField(max_length=10, choices=PlanState.choices, default=PlanState.DRAFT)
    title = models.CharField(_("what the business does"), max_length=160)
    description = models.TextField(_("who will buy, and why from me"), blank=True)
    place = models.ForeignKey("taxonomy.Place", on_delete=models.PROTECT, related_name="+")
    currency = models.CharField(_("currency"), max_length=3)
    start_cost = models.DecimalField(_("cost to start"), max_digits=12, decimal_places=2)
    own_share = models.DecimalField(_("my own share"), max_digits=12, decimal_places=2, default=0)
    monthly_income = models.DecimalField(
        _("expected monthly income"), max_digits=12, decimal_places=2, default=0
    )
    submitted_at = models.DateTimeField(null=True, editable=False)
    decided_at = models.DateTimeField(null=True, editable=False)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    decision_reason = models.TextField(blank=True)

    objects = BusinessPlanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="plan_decision_has_its_decider",
                condition=~Q(state__in=[PlanState.APPROVED, PlanState.REJECTED])
                | Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="plan_amounts_make_sense",
                condition=Q(start_cost__gt=0, own_share__gte=0, monthly_income__gte=0)
                & Q(own_share__lte=models.F("start_cost")),
                violation_error_message=_("The own share cannot be more than the cost."),
            ),
        ]

    def __str__(self) -> str:
        return self.title


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
