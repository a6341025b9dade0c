"""Reads of runs of the matching, and of their shards."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Max, Q

from backend.accounts.states import STAFF
from jobs.states import RunState, RunTrigger, ShardKind


class MatchRunQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        signed_in = getattr(user, "is_authenticated", False)
        return self if signed_in and user.role in STAFF else self.none()

    def night_under_way(self) -> Any | None:
        """The one nightly run that has not ended; the database knows no second."""
        return self.filter(trigger=RunTrigger.NIGHTLY, state=RunState.RUNNING).first()

    def with_progress(self) -> Self:
        """Annotate `steps` and `steps_done`: shards to be found, and those of people to merge."""
        people = Q(shards__kind=ShardKind.PEOPLE)
        return self.annotate(
            steps=Count("shards") + Count("shards", filter=people),
            steps_done=Count("shards__found_at") + Count("shards__merged_at"),
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
