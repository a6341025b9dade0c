"""Reads of numbers to call."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.utils import timezone

from backend.accounts.states import STAFF
from reintegration.hotline_states import HotlineState


class HotlineQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff all of them; everybody else what is confirmed today."""
        if getattr(user, "role", "") in STAFF:
            return self.all()
        return self.confirmed(timezone.localdate())

    def confirmed(self, today: dt.date) -> Self:
        """What may be shown to people. There is no other way to a number for them."""
        return self.filter(state=HotlineState.CONFIRMED, good_until__gte=today)

    def to_call(self, today: dt.date) -> Self:
        """Proposed, or about to lose its confirmation."""
        soon = today + dt.timedelta(days=14)
        ending = models.Q(state=HotlineState.CONFIRMED, good_until__lte=soon)
        return self.filter(models.Q(state=HotlineState.PROPOSED) | ending)

    def for_page(self) -> Self:
        return self.select_related("country").order_by("country_id", "purpose", "pk")

    def for_staff(self) -> Self:
        return self.select_related("country", "proposed_by", "confirmed_by").order_by(
            "state", "country_id", "pk"
        )
