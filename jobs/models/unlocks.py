"""What courses would unlock: for one person, and for the people of a region.

Counts, made again after each night's matching; nothing else refers to these rows.
"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from backend.lib.records import Record
from jobs.unlock_querysets import (
    CourseReachQuerySet,
    CourseUnlockQuerySet,
    UnlockCountQuerySet,
)


class CourseUnlock(Record):
    """Open vacancies that a course would unlock for a person; never none."""

    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="course_unlocks"
    )
    course = models.ForeignKey("training.Course", on_delete=models.CASCADE, related_name="unlocks")
    vacancies = models.PositiveIntegerField(help_text="Become possible or enter the best 20")
    eligible = models.PositiveIntegerField(help_text="Those of them that are refused today")
    counted_at = models.DateTimeField(help_text="Since when it has been so many")

    objects = CourseUnlockQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["returnee", "course"], name="unlock_once_per_course"),
            models.CheckConstraint(
                name="unlock_is_of_something",
                condition=Q(vacancies__gt=0, eligible__lte=F("vacancies")),
            ),
        ]
        indexes = [models.Index(fields=["course", "counted_at"], name="unlock_by_course")]

    def __str__(self) -> str:
        return str(self.public_id)


class CourseReach(Record):
    """People of a region whom a course would help, and the different vacancies it unlocks.

    The row without a region is about all of them: vacancies of two regions may be the same, so
    it is not the sum. It is written for every course that was counted, also when it is zero.
    """

    course = models.ForeignKey("training.Course", on_delete=models.CASCADE, related_name="reach")
    region = models.ForeignKey(
        "taxonomy.Place", on_delete=models.PROTECT, related_name="+", null=True
    )
    people = models.PositiveIntegerField(
        null=True, help_text="Empty: too few to be shown, or it would give such few away"
    )
    vacancies = models.PositiveIntegerField()
    counted_at = models.DateTimeField()

    objects = CourseReachQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["course", "region"], name="reach_once_per_region", nulls_distinct=False
            )
        ]

    def __str__(self) -> str:
        return str(self.public_id)


class UnlockCount(Record):
    """One counting of courses, and how far it has come: people are taken in the order of ids."""

    courses = ArrayField(models.BigIntegerField())
    vacancies = ArrayField(models.BigIntegerField(), help_text="Open when it began, ascending")
    people = models.PositiveIntegerField(help_text="To be counted when it began")
    done = models.PositiveIntegerField(default=0)
    reached = models.BigIntegerField(default=0, help_text="The last person who has been counted")
    totals = models.JSONField(default=list, help_text="By region so far: unlock_totals.Kept")
    tries = models.PositiveSmallIntegerField(
        default=0, db_default=0, help_text="How often its next share was begun"
    )
    finished_at = models.DateTimeField(null=True)

    objects = UnlockCountQuerySet.as_manager()

    def __str__(self) -> str:
        return str(self.public_id)
