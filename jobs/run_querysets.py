"""Reads of runs of the matching, and of their shards."""

import datetime as dt
from typing import Any, Self

from django.db import models
from django.db.models import Count, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from backend.accounts.states import STAFF
from jobs.states import RunState, RunTrigger, ShardKind


class MatchRunQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        signed_in = getattr(user, "is_authenticated", False)
        return self if signed_in and user.role in STAFF else self.none()

    def by_day(self) -> Self:
        """About one vacancy or one person."""
        return self.exclude(trigger=RunTrigger.NIGHTLY)

    def nights_of(self, day: dt.date) -> Self:
        """Those that began on a local day, the newest first."""
        return self.filter(trigger=RunTrigger.NIGHTLY, created_at__date=day).order_by("-pk")

    def night_under_way(self) -> Any | None:
        """The one nightly run that has not ended; the database knows no second."""
        return self.filter(trigger=RunTrigger.NIGHTLY, state=RunState.RUNNING).first()

    def with_progress(self) -> Self:
        """Annotate `steps` of a night (shards to find, and those of people to merge), and how many
        are done. Runs about one vacancy or person have none.
        """
        shards = self.model._meta.get_field("shards").related_model.objects
        own = shards.filter(run=OuterRef("pk")).order_by().values("run")
        people = Count("pk", filter=Q(kind=ShardKind.PEOPLE))
        steps = own.annotate(n=Count("pk") + people)
        done = own.annotate(n=Count("found_at") + Count("merged_at"))
        return self.annotate(
            steps=Coalesce(Subquery(steps.values("n")), 0),
            steps_done=Coalesce(Subquery(done.values("n")), 0),
        )


class MatchShardQuerySet(models.QuerySet[Any]):
    def unfound(self) -> Self:
        return self.filter(found_at=None).order_by("pk")

    def unmerged(self) -> Self:
        """Of people, since a person's list is merged whole."""
        return self.filter(kind=ShardKind.PEOPLE, merged_at=None).order_by("pk")

    def newest_step(self) -> Any | None:
        """When the last of them was found or merged."""
        latest = self.aggregate(found=Max("found_at"), merged=Max("merged_at"))
        return max(filter(None, latest.values()), default=None)
