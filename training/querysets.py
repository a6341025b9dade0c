"""Reads of courses, cohorts and enrolments."""

from collections.abc import Iterable
from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, F, OuterRef, Q
from django.db.models.functions import Greatest
from django.utils import timezone

from backend.accounts.states import STAFF, Role
from reintegration.querysets import OfPersonQuerySet
from reintegration.states import ReturneeState
from training.states import SEATED, CohortState


def _signed_in(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False))


class ProviderQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff see all partners; trainers their own; others the partners as names on courses."""
        if not _signed_in(user):
            return self.none()
        if user.role == Role.TRAINER:
            return self.filter(members__user=user)
        return self if user.role in STAFF else self.none()


class CourseQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Courses are open knowledge to everyone signed in; a trainer sees their partner's."""
        if not _signed_in(user):
            return self.none()
        if user.role == Role.TRAINER:
            return self.filter(provider__members__user=user)
        return self

    def with_free_seats(self) -> Self:
        """Those that somebody could still begin."""
        ahead = self.model._meta.get_field("cohorts").related_model.objects.to_join()
        return self.filter(Exists(ahead.filter(course=OuterRef("pk"))))


class CohortQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff see all; trainers their partner's; others what is no longer only planned."""
        if not _signed_in(user):
            return self.none()
        if user.role == Role.TRAINER:
            return self.filter(course__provider__members__user=user)
        return self if user.role in STAFF else self.exclude(state=CohortState.PLANNED)

    def with_seats(self) -> Self:
        """Annotate `taken` and `free` seats."""
        taken = Count("enrolments", filter=Q(enrolments__state__in=SEATED))
        return self.annotate(taken=taken).annotate(free=Greatest(F("capacity") - F("taken"), 0))

    def for_card(self) -> Self:
        return self.select_related("course__provider", "place").with_seats()

    def open(self) -> Self:
        return self.filter(state=CohortState.OPEN)

    def to_join(self) -> Self:
        """What somebody could still begin: open, not yet started, and with a `free` seat."""
        ahead = self.open().filter(starts_on__gte=timezone.localdate(), course__is_active=True)
        return ahead.with_seats().filter(free__gt=0)

    def teaching(
        self, *, skills: Iterable[int], licences: Iterable[str], languages: Iterable[str]
    ) -> Self:
        """Those of courses that teach at least one of these, a language up to any level."""
        courses = self.model._meta.get_field("course").related_model.objects
        wanted = Q(skills__in=list(skills)) | Q(licences__in=list(licences))
        wanted |= Q(taught_languages__language__in=list(languages))
        return self.filter(course__in=courses.filter(wanted).order_by().values("pk"))


class EnrolmentQuerySet(OfPersonQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the person's file, and trainers the people of their own cohorts."""
        if _signed_in(user) and user.role == Role.TRAINER:
            own = self.filter(cohort__course__provider__members__user=user)
            return own.exclude(returnee__state__in=[ReturneeState.LEFT, ReturneeState.MERGED])
        return super().visible_to(user)

    def seated(self) -> Self:
        return self.filter(state__in=SEATED)

    def for_card(self) -> Self:
        return self.select_related("returnee", "cohort__course__provider", "cohort__place")
