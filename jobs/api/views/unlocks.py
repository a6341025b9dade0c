"""Routes of what courses would unlock: for one person, and for the people of a region."""

from typing import Any

from rest_framework import mixins
from rest_framework.generics import get_object_or_404

from backend.api.views import VisibleViewSet
from backend.lib.errors import NotAllowed
from jobs.api import unlock_filters
from jobs.api.serializers import unlocks as shapes
from jobs.models import CourseReach, CourseUnlock
from jobs.permissions import can_plan_courses
from reintegration.models import Returnee
from training.models import Course


class CourseReachViewSet(mixins.ListModelMixin, VisibleViewSet):
    """Staff: the people whom a course would help and the vacancies it would unlock, by region.

    The row without a region is about all of them; it is not the sum.
    """

    queryset = CourseReach.objects.none()
    serializer_class = shapes.CourseReachShape
    filterset_class = unlock_filters.CourseReachFilter
    ordering_fields = ("vacancies", "people")
    ordering = ("-vacancies", "-people", "pk")

    def get_queryset(self) -> Any:
        seen = Course.objects.visible_to(self.request.user)
        course = get_object_or_404(seen, public_id=self.kwargs["public_id"])
        if not can_plan_courses(self.actor):
            raise NotAllowed()
        return super().get_queryset().offered().for_card().filter(course=course)


class CourseUnlockViewSet(mixins.ListModelMixin, VisibleViewSet):
    """The courses with free seats that would unlock vacancies for a person, the most first."""

    queryset = CourseUnlock.objects.none()
    serializer_class = shapes.CourseUnlockShape
    filterset_class = unlock_filters.CourseUnlockFilter
    ordering_fields = ("vacancies", "eligible")
    ordering = ("-vacancies", "course_id", "pk")

    def get_queryset(self) -> Any:
        seen = Returnee.objects.visible_to(self.request.user)
        returnee = get_object_or_404(seen, public_id=self.kwargs["public_id"])
        rows = super().get_queryset().standing().filter(returnee=returnee)
        return rows.select_related("course")
