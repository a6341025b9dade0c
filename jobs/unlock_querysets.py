"""Reads of what courses would unlock; `visible_to` first."""

from typing import Any, Self

from django.db import models
from django.db.models import Exists, OuterRef, Window
from django.db.models.functions import RowNumber

from backend.accounts.states import STAFF
from reintegration.models import Returnee
from reintegration.querysets import OfPersonQuerySet
from training.models import Course, Enrolment
from training.states import LIVE, EnrolmentState

# Who waits, sits or has passed needs the course no more.
TAKEN = frozenset({*LIVE, EnrolmentState.COMPLETED})
MOST_FIRST = ["-vacancies", "course_id", "pk"]


class CourseUnlockQuerySet(OfPersonQuerySet):
    def standing(self) -> Self:
        """Still of use: seats are free, and the person looks for work and has no seat yet."""
        seat = Enrolment.objects.filter(
            returnee=OuterRef("returnee"), cohort__course=OuterRef("course"), state__in=TAKEN
        )
        return self.filter(
            ~Exists(seat),
            course__in=Course.objects.with_free_seats(),
            returnee__in=Returnee.objects.to_be_matched(),
        )

    def most_first(self) -> Self:
        return self.order_by(*MOST_FIRST)

    def best_of_each(self, n: int) -> Self:
        """The first `n` of each person."""
        place = Window(RowNumber(), partition_by="returnee_id", order_by=MOST_FIRST)
        return self.annotate(place=place).filter(place__lte=n).most_first()


class CourseReachQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """For those who plan: staff of every office."""
        known = getattr(user, "is_authenticated", False) and user.role in STAFF
        return self if known else self.none()

    def in_all(self) -> Self:
        """One row for each course."""
        return self.filter(region=None)

    def by_region(self) -> Self:
        return self.filter(region__isnull=False)

    def of_somebody(self) -> Self:
        """Not those of nobody; of few people, whose number is hidden, they are."""
        return self.exclude(people=0)

    def offered(self) -> Self:
        return self.filter(course__in=Course.objects.with_free_seats())

    def for_card(self) -> Self:
        return self.select_related("course__provider", "region")

    def most_first(self) -> Self:
        return self.order_by("-vacancies", "-people", "pk")


class UnlockCountQuerySet(models.QuerySet[Any]):
    def under_way(self) -> Any | None:
        """The count that has begun and is not finished."""
        return self.filter(finished_at=None).order_by("pk").first()

    def finished(self) -> Self:
        return self.filter(finished_at__isnull=False)
