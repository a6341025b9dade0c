from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import Q

from backend.lib.records import Record
from jobs.querysets import MatchQuerySet, Version
from jobs.run_querysets import MatchRunQuerySet
from jobs.states import MatchState, RunState, RunTrigger


class MatchRun(Record):
    """One run of the matching: what started it, with which weights, and what came out."""

    trigger = models.CharField(max_length=10, choices=RunTrigger.choices)
    subject_id = models.BigIntegerField(null=True, help_text="The vacancy's or returnee's key")
    weights_version = models.CharField(max_length=16)
    state = models.CharField(max_length=8, choices=RunState.choices, default=RunState.RUNNING)
    pairs_found = models.PositiveIntegerField(default=0)
    notices_sent = models.PositiveIntegerField(default=0)
    finished_at = models.DateTimeField(null=True)
    facts_moment = models.TextField(
        default="", db_default="", help_text="As of when its facts are: Version"
    )
    facts_last = models.BigIntegerField(default=0, db_default=0)
    end_tries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How often its end was begun"
    )
    notice_value = models.BigIntegerField(null=True, help_text="Points of whom it chose to tell")
    notice_bound = models.BigIntegerField(null=True, help_text="No choice is worth more points")

    objects = MatchRunQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ended_run_has_its_time",
                condition=Q(state=RunState.RUNNING) | Q(finished_at__isnull=False),
            ),
            models.UniqueConstraint(
                name="one_night_at_a_time",
                fields=["trigger"],
                condition=Q(trigger=RunTrigger.NIGHTLY, state=RunState.RUNNING),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.trigger} {self.created_at:%Y-%m-%d %H:%M}"

    @property
    def seconds(self) -> float | None:
        """How long it took, to a tenth; None while it runs."""
        if self.finished_at is None:
            return None
        return round((self.finished_at - self.created_at).total_seconds(), 1)

    @property
    def scope(self) -> Q:
        """The matches that the run decides about, as a condition on Match."""
        if self.trigger == RunTrigger.VACANCY:
            return Q(vacancy=self.subject_id)
        return Q(returnee=self.subject_id) if self.trigger == RunTrigger.RETURNEE else Q()

    @property
    def facts(self) -> Version:
        """The version of the facts that it began with: what is newer is left out."""
        return Version(self.facts_moment, self.facts_last)

    @property
    def notice_gap(self) -> float | None:
        """How much of the best possible worth the choice lost at most, in per cent."""
        if self.notice_value is None or self.notice_bound is None:
            return None
        lost = self.notice_bound - self.notice_value
        return 100 * lost / self.notice_bound if self.notice_bound else 0.0


class PastMatch(models.Model):
    """What an earlier run had found for a pair, before a newer one found something else.

    Written by PostgreSQL's trigger alone (migration past_matches), whichever way a match changes.
    """

    match = models.ForeignKey("jobs.Match", on_delete=models.CASCADE, related_name="past")
    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="+", db_index=False)
    score = models.PositiveSmallIntegerField()
    parts = models.JSONField(help_text="The points by part")
    until = models.DateTimeField(help_text="When the newer run wrote")

    class Meta:
        # Rows come in the order of time: a few pages say where the old ones are.
        indexes = [BrinIndex(fields=["until"], name="past_match_by_time")]

    def __str__(self) -> str:
        return f"{self.match_id} of run {self.run_id}"


class Match(Record):
    """A returnee who can take a vacancy, with the score and why. One row per pair."""

    run = models.ForeignKey(MatchRun, on_delete=models.PROTECT, related_name="matches")
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="matches"
    )
    vacancy = models.ForeignKey("jobs.Vacancy", on_delete=models.CASCADE, related_name="matches")
    state = models.CharField(max_length=10, choices=MatchState.choices, default=MatchState.PROPOSED)
    score = models.PositiveSmallIntegerField(help_text="0 to 10,800, see docs/matching.md")
    parts = models.JSONField(help_text="The points by part")
    is_current = models.BooleanField(default=True, help_text="False once a newer run drops it")
    notified_at = models.DateTimeField(null=True)
    chosen_by = models.ForeignKey(
        MatchRun,
        on_delete=models.PROTECT,
        null=True,
        db_index=False,  # most matches are chosen by none: a partial index, below
        related_name="chosen",
        help_text="The run that chose to tell of it, kept before it tells",
    )

    objects = MatchQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["returnee", "vacancy"], name="match_once_per_pair"),
            models.CheckConstraint(
                name="notified_match_has_its_time",
                condition=~Q(state=MatchState.NOTIFIED) | Q(notified_at__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["returnee", "-score", "vacancy"], name="match_of_returnee"),
            models.Index(fields=["vacancy", "-score", "returnee"], name="match_of_vacancy"),
            models.Index(
                fields=["chosen_by"], name="match_chosen_by", condition=Q(chosen_by__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return str(self.public_id)
