"""The shards of a night's run, and what they have found until it is merged."""

from django.db import models
from django.db.models import F, Q

from jobs.models.matches import MatchRun
from jobs.run_querysets import MatchShardQuerySet
from jobs.states import ShardKind


class MatchShard(models.Model):
    """A part of a run that one worker does by itself: the people or the vacancies of some ids."""

    run = models.ForeignKey(MatchRun, on_delete=models.CASCADE, related_name="shards")
    kind = models.CharField(max_length=8, choices=ShardKind.choices)
    first_id = models.BigIntegerField()
    last_id = models.BigIntegerField(help_text="The last that belongs to it")
    tries = models.PositiveSmallIntegerField(default=0)
    found_at = models.DateTimeField(null=True, help_text="When all it had to find was staged")
    merged_at = models.DateTimeField(null=True, help_text="Shards of people: its matches stand")

    objects = MatchShardQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "kind", "first_id"], name="shard_once"),
            models.CheckConstraint(
                name="shard_is_a_range", condition=Q(first_id__lte=F("last_id"))
            ),
            models.CheckConstraint(
                name="merged_shard_was_found",
                condition=Q(merged_at__isnull=True) | Q(found_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.first_id} to {self.last_id} of run {self.run_id}"


class MatchFound(models.Model):
    """A pair that a shard has found, with its points. Gone once its run has ended."""

    run = models.ForeignKey(
        MatchRun, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False
    )
    # Plain ids: millions of rows need not be checked against rows that merging checks anyway.
    returnee_id = models.BigIntegerField()
    vacancy_id = models.BigIntegerField()
    score = models.SmallIntegerField()
    required = models.SmallIntegerField()
    wished = models.SmallIntegerField()
    occupation = models.SmallIntegerField()
    experience = models.SmallIntegerField()
    education = models.SmallIntegerField()
    wage = models.SmallIntegerField()
    distance = models.SmallIntegerField()
    recency = models.SmallIntegerField()

    class Meta:
        indexes = [models.Index(fields=["run", "returnee_id", "vacancy_id"], name="found_of_run")]

    def __str__(self) -> str:
        return f"{self.returnee_id} and {self.vacancy_id} of run {self.run_id}"
