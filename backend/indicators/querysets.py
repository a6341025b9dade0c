"""Reads of the fairness reports."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef
from django.db.models.functions import TruncMonth

from backend.indicators.reads import may_see_figures, sees_no_small_groups


class FairnessReportQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff every night; observers the first of each month.

        From the difference of two nights one person could be read, and observers are outside
        every office.
        """
        if not may_see_figures(user):
            return self.none()
        return self.first_of_months() if sees_no_small_groups(user) else self

    def first_of_months(self) -> Self:
        month = TruncMonth("created_at")
        earlier = self.model._default_manager.annotate(month=month).filter(
            month=OuterRef("month"), created_at__lt=OuterRef("created_at")
        )
        return self.annotate(month=month).filter(~Exists(earlier))

    def newest_first(self) -> Self:
        return self.order_by("-created_at", "-pk")
