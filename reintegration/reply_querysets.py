"""Reads of what people write back."""

from datetime import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from backend.accounts.states import ALL_OFFICES, STAFF, Role
from reintegration.staff_inbox import ReplyState
from reintegration.states import ReturneeState

# Who sees what came from a number that is of no file, or of several.
SEES_UNKNOWN = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})


class ReplyQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff: of their office's people; supervisors and administrators also of nobody's."""
        role = getattr(user, "role", "")
        if role in ALL_OFFICES:
            return self.all()
        if role not in STAFF:
            return self.none()
        seen = Q(returnee__office_id=user.office_id)
        if role in SEES_UNKNOWN:
            seen |= Q(returnee=None)
        return self.filter(seen).exclude(returnee__state=ReturneeState.MERGED)

    def open(self) -> Self:
        return self.filter(state=ReplyState.OPEN)

    def in_turn(self) -> Self:
        """Nobody's first, then who has waited longest."""
        return self.order_by(F("assigned_to_id").asc(nulls_first=True), "pk")

    def for_card(self) -> Self:
        return self.select_related(
            "sms", "returnee__office", "returnee__user", "assigned_to", "done_by"
        )


class StopLinkQuerySet(models.QuerySet[Any]):
    def valid(self, now: datetime) -> Self:
        """Not expired, of a file that still is one."""
        living = self.filter(expires_at__gt=now).exclude(returnee__state=ReturneeState.MERGED)
        return living.select_related("returnee")
