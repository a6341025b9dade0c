"""How far a campaign has come: what became of everybody on its list, and what it has cost."""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal

from django.db import models
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from backend.notifications.models import Attempt
from backend.notifications.states import Reason, State
from reintegration.campaigns.states import CampaignState, LeftOut
from reintegration.models import Campaign


class Standing(models.TextChoices):
    """What staff want to know of a message."""

    WAITING = "waiting", _("Waiting")
    SENT = "sent", _("Sent")
    DELIVERED = "delivered", _("Delivered")
    FAILED = "failed", _("Could not be delivered")
    UNCERTAIN = "uncertain", _("Not known if sent")
    HELD_BACK = "held_back", _("Held back")
    STOPPED = "stopped", _("Stopped before it left")


STANDINGS: dict[str, Standing] = {
    State.DRAFT: Standing.WAITING,
    State.QUEUED: Standing.WAITING,
    State.DEFERRED: Standing.WAITING,
    State.RETRY: Standing.WAITING,
    State.SENDING: Standing.WAITING,
    State.UNKNOWN: Standing.UNCERTAIN,
    State.ACCEPTED: Standing.SENT,
    State.SENT: Standing.SENT,
    State.NO_REPORT: Standing.SENT,
    State.DELIVERED: Standing.DELIVERED,
    State.UNDELIVERED: Standing.FAILED,
    State.EXPIRED_AT_PROVIDER: Standing.FAILED,
    State.REJECTED: Standing.FAILED,
    State.EXPIRED: Standing.FAILED,
    State.SUPPRESSED: Standing.HELD_BACK,
    State.CANCELLED: Standing.STOPPED,
    State.UNKNOWN_FINAL: Standing.UNCERTAIN,
}


@dataclass(frozen=True, slots=True)
class Progress:
    """Everybody on the list stands in exactly one of `standings`."""

    people: int
    standings: list[tuple[Standing, int]]
    held_back: list[tuple[LeftOut | Reason, int]]
    costs: list[tuple[str, Decimal | None]]

    @property
    def settled(self) -> int:
        return self.people - dict(self.standings)[Standing.WAITING]


def progress(campaign: Campaign) -> Progress:
    """Two queries, however many people."""
    standings: Counter[Standing] = Counter()
    reasons: Counter[str] = Counter()
    stopped = campaign.state == CampaignState.STOPPED
    for left_out, state, reason, people in campaign.recipients.counted():
        standing = _standing(left_out, state, reason, stopped=stopped)
        standings[standing] += people
        if standing is Standing.HELD_BACK:
            reasons[left_out or reason] += people
    return Progress(
        people=standings.total(),
        standings=[(standing, standings[standing]) for standing in Standing],
        held_back=[(why, reasons[why]) for why in (*LeftOut, *Reason) if reasons[why]],
        costs=_costs(campaign),
    )


def _standing(left_out: str, state: str | None, reason: str, *, stopped: bool) -> Standing:
    """What waits in a stopped campaign will not leave, although nobody has withdrawn it yet."""
    if left_out:
        return Standing.HELD_BACK
    if reason == Reason.STOPPED:
        return Standing.STOPPED
    standing = STANDINGS[state] if state else Standing.WAITING
    withdrawn = stopped and standing is Standing.WAITING and state != State.SENDING
    return Standing.STOPPED if withdrawn else standing


def _costs(campaign: Campaign) -> list[tuple[str, Decimal | None]]:
    """By gateway, in its account's money, as far as it is known; without those that cost none."""
    paid = Attempt.objects.filter(message__in=campaign.recipients.values("message"))
    sums = paid.filter(cost__isnull=False).order_by("gateway").values_list("gateway")
    return list(sums.annotate(sum=Sum("cost")))
