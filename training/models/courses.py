"""Partners who teach, what they teach, when and to whom."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from backend.taxonomy.levels import Cefr
from training.querysets import CohortQuerySet, CourseQuerySet, ProviderQuerySet
from training.states import CohortState


class Provider(Record):
    """A training partner: a school, college or organisation."""

    name = models.CharField(_("name"), max_length=160, unique=True)
    place = models.ForeignKey("taxonomy.Place", on_delete=models.PROTECT, related_name="+")

    objects = ProviderQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name


class ProviderMember(models.Model):
    """A trainer who signs in for a partner."""

    provider = models.ForeignKey(Provider, on_delete=models.CASCADE, related_name="members")
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="provider_member"
    )

    def __str__(self) -> str:
        return str(self.user)


class Course(Record):
    """What is taught. The skills named here are what a graduate may claim."""

    provider = models.ForeignKey(Provider, on_delete=models.PROTECT, related_name="courses")
    title = models.CharField(_("title"), max_length=160)
    description = models.TextField(_("what you will learn"), blank=True)
    language = models.ForeignKey("taxonomy.Language", on_delete=models.PROTECT, related_name="+")
    hours = models.PositiveSmallIntegerField(_("hours"))
    skills = models.ManyToManyField("taxonomy.Skill", related_name="+", blank=True)
    licences = models.ManyToManyField("taxonomy.Licence", related_name="+", blank=True)
    is_active = models.BooleanField(_("offered"), default=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["provider", "title"], name="course_title_once"),
            models.CheckConstraint(name="course_has_hours", condition=Q(hours__gt=0)),
        ]

    def __str__(self) -> str:
        return self.title


class CourseLanguage(models.Model):
    """A language that the course teaches, and how far. What it is taught in is `language`."""

    course = models.ForeignKey(Course, on_delete=models.CASCADE, related_name="taught_languages")
    language = models.ForeignKey("taxonomy.Language", on_delete=models.PROTECT, related_name="+")
    level = models.CharField(_("level"), max_length=2, choices=Cefr.choices)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["course", "language"], name="language_once_per_course")
        ]

    def __str__(self) -> str:
        return f"{self.language_id} {self.level}"


class Cohort(Record):
    """One run of a course, with a place, dates and seats."""

    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="cohorts")
    place = models.ForeignKey("taxonomy.Place", on_delete=models.PROTECT, related_name="+")
    state = models.CharField(
        max_length=10, choices=CohortState.choices, default=CohortState.PLANNED
    )
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"))
    capacity = models.PositiveSmallIntegerField(_("seats"))
    free: int  # seats, where `with_seats` has read them

    objects = CohortQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="cohort_ends_after_it_starts",
                condition=Q(ends_on__gte=F("starts_on")),
                violation_error_message=_("A course cannot end before it starts."),
            ),
            models.CheckConstraint(name="cohort_has_seats", condition=Q(capacity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.course} {self.starts_on}"
