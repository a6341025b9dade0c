"""How many messages each gateway may get now: its rate, its rest after refusals, its stop, its
budget.

The rate is a token bucket in PostgreSQL, one second deep, so all workers together keep to it.
Codes may empty it; other lanes leave a share, so that a code never waits behind a campaign.
"""

import logging
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import floor, inf
from typing import Any

from django.conf import settings
from django.db.models import Q

from backend.notifications import chats, costs
from backend.notifications.gateways import routing
from backend.notifications.gateways.base import NotAccepted
from backend.notifications.gateways.telegram import TELEGRAM
from backend.notifications.models import Attempt, GatewayStatus
from backend.notifications.outcomes import LONGEST
from backend.notifications.states import Channel, Lane, Verdict

# The share of the bucket that a lane leaves to those before it.
LEFT_BY = {Lane.CODES: 0.0, Lane.NORMAL: 0.2, Lane.BULK: 0.4}
# So many proven refusals in a row, and a gateway rests.
REFUSALS = 5
REST = timedelta(seconds=60)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Room:
    """How many calls each gateway may get from one lane now; `inf` where nothing limits it.

    `crowded` are those that lack nothing but tokens: in a moment they have room again.
    """

    calls: Mapping[str, float]
    crowded: frozenset[str]

    def is_open(self, name: str) -> bool:
        return self.calls.get(name, 0) >= 1

    def is_at_work(self, name: str) -> bool:
        """Neither stopped nor resting: open now, or in a moment."""
        return name in self.calls


def room(lane: str, now: datetime) -> Room:
    """What the gateways may get from a lane. One query, one more where there are budgets."""
    statuses = {status.name: status for status in GatewayStatus.objects.all()}
    too_dear = frozenset() if lane == Lane.CODES else costs.over_budget(now)
    names = routing.known() - too_dear
    willing = [name for name in names if _is_willing(statuses.get(name), now)]
    calls = {name: _calls(name, statuses.get(name), lane, now) for name in willing}
    return Room(calls, frozenset(name for name in willing if calls[name] < 1))


def take(wanted: Counter[str], lane: str, now: datetime) -> Counter[str]:
    """Take calls out of the buckets; returns how many of each were still there.

    Holds the rows until the transaction ends: take last. In the order of the names, so that
    two workers never wait for each other.
    """
    granted: Counter[str] = Counter()
    for name in sorted(wanted):
        rate = _rate(name)
        if rate is None:
            granted[name] = wanted[name]
            continue
        GatewayStatus.objects.get_or_create(name=name)
        status = GatewayStatus.objects.select_for_update().get(name=name)
        granted[name] = int(min(wanted[name], max(0, _calls(name, status, lane, now))))
        status.tokens = _tokens(rate, status, now) - granted[name]
        status.filled_at = now
        status.save(update_fields=["tokens", "filled_at"])
    return granted


def closed_routes(is_open: Callable[[str], bool]) -> Q:
    """The messages whose number, or chat, has gateways, but none of them open."""
    routes = routing.table()
    found = Q(pk__in=[]) if is_open(TELEGRAM) else _waiting_for_chats()
    for prefix, names in routes.items():
        if names and not any(map(is_open, names)):
            own = Q(channel=Channel.SMS, phone__startswith=prefix)
            for longer in routes:
                if longer != prefix and longer.startswith(prefix):
                    own &= ~Q(phone__startswith=longer)
            found |= own
    return found


def note_refusal(name: str, refusal: NotAccepted, now: datetime) -> None:
    """After a proven refusal: a gateway that needs staff is stopped, a failing one rests."""
    if refusal.needs_person:
        _write(name, stopped_at=now, stop_code=refusal.code[:LONGEST])
        logger.error("Gateway %s is stopped (%s): staff must act", name, refusal.code)
    elif _refuses_all(name):
        _write(name, paused_until=now + REST)
        logger.warning("Gateway %s refused %d times in a row and rests", name, REFUSALS)


def _rate(name: str) -> float | None:
    rate = settings.SMS_RATES.get(name)
    return None if rate is None else float(rate)


def _waiting_for_chats() -> Q:
    """What waits until Telegram has calls again; nothing that may go by SMS, if staff must act."""
    by_chat = Q(channel=Channel.TELEGRAM)
    stopped = GatewayStatus.objects.filter(name=TELEGRAM, stopped_at__isnull=False)
    return by_chat & ~Q(kind__in=chats.kinds_with_sms()) if stopped.exists() else by_chat


def _is_willing(status: GatewayStatus | None, now: datetime) -> bool:
    if status is None:
        return True
    return status.stopped_at is None and not (status.paused_until and status.paused_until > now)


def _calls(name: str, status: GatewayStatus | None, lane: str, now: datetime) -> float:
    """Whole calls above the share that the lane leaves; one is left to every lane."""
    rate = _rate(name)
    if rate is None:
        return inf
    deep = max(rate, 1.0)
    left = min(LEFT_BY[Lane(lane)] * deep, deep - 1)
    return floor(_tokens(rate, status, now) - left)


def _tokens(rate: float, status: GatewayStatus | None, now: datetime) -> float:
    deep = max(rate, 1.0)
    if status is None or status.filled_at is None:
        return deep
    seconds = max(0.0, (now - status.filled_at).total_seconds())
    return float(min(deep, status.tokens + rate * seconds))


def _refuses_all(name: str) -> bool:
    ended = Attempt.objects.filter(gateway=name, ended_at__isnull=False).order_by("-ended_at")
    newest = list(ended.values_list("verdict", flat=True)[:REFUSALS])
    return newest.count(Verdict.NOT_ACCEPTED) == REFUSALS


def _write(name: str, **values: Any) -> None:
    GatewayStatus.objects.update_or_create(name=name, defaults=values)
