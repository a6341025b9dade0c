from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Case, F, Q, Value, When

from backend.notifications.states import MOVES, TEXT_NEEDED, WAITING, State

# The body of a settled message: a secret text is needed no more.
AT_REST = Case(
    When(secret=True, then=Value("")), default=F("body"), output_field=models.TextField()
)

# Roles of backend.accounts, which stands above this app. The outbox knows no offices, so nobody who
# is bound to one may read here; part 3 gives offices their own view.
READERS = frozenset({"administrator"})


class MessageQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Administrators see all messages, a returnee their own."""
        role = getattr(user, "role", "")
        if role in READERS:
            return self.all()
        return self.filter(recipient=user.pk) if role == "returnee" else self.none()

    def move(self, to: State, **values: Any) -> int:
        """Those whose state may change to `to` (MOVES) change, in one UPDATE; returns how many.

        A lease and a time to try end with the old state, unless `values` bring new ones.
        """
        ended: dict[str, Any] = {"next_at": None, "lease_until": None, "lease_token": None}
        if to not in TEXT_NEEDED:
            ended["body"] = AT_REST
        sources = [old for old, reachable in MOVES.items() if to in reachable]
        return self.filter(state__in=sources).update(state=to, **ended | values)

    def due(self, now: datetime) -> Self:
        """What a worker may take: waiting, or uncertain and to be replayed with its old key."""
        return self.filter(
            state__in=[*WAITING, State.UNKNOWN], next_at__lte=now, expires_at__gt=now
        )

    def parked(self) -> Self:
        """Uncertain, and nothing but a report or a person will settle them."""
        asked = self.model._default_manager.filter(attempts__ask_at__isnull=False)
        waits = Q(state=State.UNKNOWN, next_at=None) & ~Q(pk__in=asked.values("pk"))
        return self.filter(waits | Q(state=State.UNKNOWN_FINAL), settlement=None)

    def too_late(self, now: datetime) -> Self:
        return self.filter(state__in=[*WAITING, State.UNKNOWN], expires_at__lte=now)

    def answerable(self, phone: str, now: datetime, within: timedelta) -> Self:
        """What a person may be answering now: sent to the phone lately, newest first; no codes."""
        lately = self.filter(phone=phone, sent_at__gt=now - within, sent_at__lte=now)
        return lately.filter(secret=False).order_by("-sent_at", "-pk")


class InboundSmsQuerySet(models.QuerySet[Any]):
    def unread(self, now: datetime) -> Self:
        """To be taken to the apps above, oldest first: what a person wrote first is first."""
        return self.filter(look_at__lte=now).order_by("pk")


class CallbackRefusalQuerySet(models.QuerySet[Any]):
    def times_since(self, day: date) -> int:
        return self.filter(day__gte=day).aggregate(models.Sum("times"))["times__sum"] or 0


class ShortLinkQuerySet(models.QuerySet[Any]):
    def living(self, now: datetime) -> Self:
        return self.filter(expires_at__gt=now)


class SandboxSmsQuerySet(models.QuerySet[Any]):
    def newest_per_phone(self) -> Self:
        """The last message of every phone, newest phone first."""
        last = (
            self.model._default_manager.filter(inbox=models.OuterRef("inbox"))
            .order_by("-at", "-pk")
            .values("pk")[:1]
        )
        return self.filter(Q(pk=models.Subquery(last))).order_by("-at", "-pk")

    def of_phone(self, inbox: str) -> Self:
        """One phone's messages, oldest first, as a phone shows them."""
        return self.filter(inbox=inbox).order_by("at", "pk")
