"""Reads of vacancies: who sees which, what is open, and what everybody may see."""

from typing import Any, Self

from django.db import models
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from backend.accounts.states import STAFF, Role
from jobs.states import HIRING, ApplicationState, EmployerState, RunState, RunTrigger, VacancyState
from reintegration.states import ReturneeState

# Who has left the programme is nobody's applicant.
CLOSED_FILES = frozenset({ReturneeState.LEFT, ReturneeState.MERGED})


def signed_in(user: Any) -> bool:
    return bool(getattr(user, "is_authenticated", False))


def is_open(path: str = "") -> Q:
    """As a condition on the vacancy that `path` leads to."""
    no_end = Q(**{f"{path}closes_on__isnull": True})
    last_day = no_end | Q(**{f"{path}closes_on__gte": timezone.localdate()})
    verified = Q(**{f"{path}employer__state": EmployerState.VERIFIED})
    return last_day & verified & Q(**{f"{path}state": VacancyState.PUBLISHED})


class VacancyQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff all; employers their own; returnees what is open or was applied for."""
        if not signed_in(user):
            return self.none()
        if user.role in STAFF:
            return self
        if user.role == Role.EMPLOYER:
            return self.filter(employer__members__user=user)
        if user.role == Role.RETURNEE:
            applications = self.model._meta.get_field("applications").related_model
            own = applications.objects.filter(vacancy=OuterRef("pk"), returnee__user=user)
            return self.filter(is_open() | Exists(own))
        return self.open() if user.role == Role.TRAINER else self.none()

    def open(self) -> Self:
        """Published, not past its last day, by an employer who is still verified."""
        return self.filter(is_open())

    def public(self) -> Self:
        """Open, and nobody has asked to keep the vacancy or its firm off the open list."""
        return self.open().filter(is_protected=False, employer__is_protected=False)

    def of_work(self, isco: str) -> Self:
        """Of one ISCO group or of any inside it."""
        return self.filter(isco__code__startswith=isco)

    def to_decide(self) -> Self:
        """Waiting for staff: the ones a rule stopped and those of employers not yet verified."""
        return self.filter(state=VacancyState.SCREENING).order_by("submitted_at", "pk")

    def overdue(self) -> Self:
        """Past their last day and still on the list."""
        return self.filter(state__in=HIRING, closes_on__lt=timezone.localdate()).order_by("pk")

    def unmatched(self, before: Any) -> Self:
        """Open, published before this moment, and not matched since: the hint was lost."""
        matches = self.model._meta.get_field("matches").related_model
        runs = matches._meta.get_field("run").related_model.objects
        since = runs.filter(state=RunState.DONE, created_at__gte=OuterRef("published_at"))
        own = Q(trigger=RunTrigger.VACANCY, subject_id=OuterRef("pk"))
        matched = since.filter(own | Q(trigger=RunTrigger.NIGHTLY))
        return self.open().filter(~Exists(matched), published_at__lt=before)

    def clean(self) -> Self:
        """Without a finding: only the employer's verification is missing."""
        return self.filter(findings__isnull=True)

    def for_card(self) -> Self:
        return self.select_related("employer", "place__parent", "country", "isco")

    def with_requirements(self) -> Self:
        return self.for_card().prefetch_related(
            "skills__skill", "languages__language", "licences__licence"
        )

    def with_counts(self) -> Self:
        """Annotate `applicants` and `unanswered`."""
        open_files = ~Q(applications__returnee__state__in=CLOSED_FILES)
        live = open_files & ~Q(applications__state=ApplicationState.WITHDRAWN)
        answerable = [ApplicationState.SENT, ApplicationState.SEEN]
        waiting = open_files & Q(applications__state__in=answerable)
        return self.annotate(
            applicants=Count("applications", filter=live),
            unanswered=Count("applications", filter=waiting),
        )
