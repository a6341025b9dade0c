"""Reads of campaigns and of the people on their lists."""

from typing import Any, Self

from django.db import models
from django.db.models import Case, Count, Q, When

from backend.accounts.states import ALL_OFFICES, STAFF, Role
from backend.notifications.states import WAITING, State
from reintegration.campaigns.states import CampaignState

# Who answers for what goes out to many, beside whoever wrote it.
APPROVERS = frozenset({Role.SUPERVISOR, Role.ADMINISTRATOR})
# What may still leave by itself: an uncertain one only where a replay is to come.
UNSETTLED = Q(message__state__in=[*WAITING, State.SENDING]) | Q(
    message__state=State.UNKNOWN, message__next_at__isnull=False
)


class CampaignQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff see their office's; administrators all, and only they those to all offices."""
        role = getattr(user, "role", "")
        if role in ALL_OFFICES:
            return self.all()
        if role in STAFF and user.office_id:
            return self.filter(office_id=user.office_id)
        return self.none()

    def for_card(self) -> Self:
        return self.select_related("office", "written_by", "approved_by", "started_by")

    def in_turn(self) -> Self:
        """What waits for approval first, then the newest."""
        waits = Case(When(state=CampaignState.SUBMITTED, then=0), default=1)
        return self.order_by(waits, "-pk")

    def to_approve_by(self, user: Any) -> Self:
        """What this user is asked to answer for."""
        if getattr(user, "role", "") not in APPROVERS:
            return self.none()
        waiting = self.visible_to(user).filter(state=CampaignState.SUBMITTED)
        return waiting.exclude(written_by=user)

    def to_carry_on(self) -> Self:
        """Those of which something is still to be queued, withdrawn or finished."""
        begun = [CampaignState.STARTED, CampaignState.STOPPED]
        return self.filter(state__in=begun, ended_at=None)


class RecipientQuerySet(models.QuerySet[Any]):
    def pending(self) -> Self:
        """Neither has a message nor was left out; in the order of the list."""
        return self.filter(message=None, left_out="").order_by("pk")

    def counted(self) -> Any:
        """One row for each way in which people of the list stand, with how many they are."""
        ways = self.order_by().values_list("left_out", "message__state", "message__reason")
        return ways.annotate(people=Count("pk"))

    def unsettled(self) -> Self:
        """Their message may still leave."""
        return self.filter(UNSETTLED)
