"""What a person wants to start in business, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from reintegration.querysets import BusinessPlanQuerySet
from reintegration.states import PlanState


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
