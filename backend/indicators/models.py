from django.db import models

from backend.indicators.querysets import FairnessReportQuerySet
from backend.indicators.states import Dimension
from backend.lib.records import Record


class FairnessReport(Record):
    """How one nightly run has treated whom. Counts only: nobody can be found in it again."""

    run = models.OneToOneField("jobs.MatchRun", on_delete=models.CASCADE, related_name="+")

    objects = FairnessReportQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.created_at:%Y-%m-%d %H:%M}"


class FairnessCount(models.Model):
    """One group of one report, as counted. Whoever shows it hides small groups first."""

    report = models.ForeignKey(FairnessReport, on_delete=models.CASCADE, related_name="counts")
    dimension = models.CharField(max_length=12, choices=Dimension.choices)
    group = models.CharField(max_length=12, help_text="A code; of a district the place's key")
    people = models.PositiveIntegerField(help_text="Looking for work and matched")
    listed = models.PositiveIntegerField(help_text="Of them, with at least one job on the list")
    exposure = models.FloatField(help_text="Sum over lists of 1/log2(1 + place)")
    sought = models.PositiveIntegerField(help_text="Looking, or hired in the period")
    told = models.PositiveIntegerField(help_text="Of them, told of at least one job")
    notices = models.PositiveIntegerField(help_text="How many they were told of")
    hired = models.PositiveIntegerField(help_text="Of them, hired in the period")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["report", "dimension", "group"], name="fairness_counted_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.dimension} {self.group}"
