"""Every read of the job side worth a name; `visible_to` first."""

import datetime as dt
from typing import Any, NamedTuple, Self

from django.db import models
from django.db.models import BooleanField, Exists, OuterRef, Q, Window
from django.db.models.expressions import RawSQL
from django.db.models.functions import RowNumber

from backend.accounts.states import STAFF, Role
from jobs.states import (
    OFFERED,
    STANDING,
    ApplicationState,
    EmployerState,
    MatchState,
    RunState,
)
from jobs.vacancy_querysets import CLOSED_FILES, is_open, signed_in
from reintegration.models import Returnee
from reintegration.querysets import OfPersonQuerySet
from reintegration.states import ConsentPurpose


class EmployerQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff see all employers, members their own; others read names on vacancies only."""
        if not signed_in(user):
            return self.none()
        if user.role in STAFF:
            return self
        return self.filter(members__user=user) if user.role == Role.EMPLOYER else self.none()

    def to_vet(self) -> Self:
        return self.filter(state=EmployerState.PENDING).order_by("pk")


class MatchQuerySet(OfPersonQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the person's file; the person themself only what is still open."""
        seen = super().visible_to(user)
        return seen.live() if signed_in(user) and user.role == Role.RETURNEE else seen

    def live(self) -> Self:
        """Not dropped by a newer run, on a vacancy that can still be applied for."""
        return self.filter(is_open("vacancy__"), is_current=True)

    def offered(self) -> Self:
        """Live and neither put aside nor answered: what the person is shown."""
        return self.live().filter(state__in=OFFERED)

    def own(self, user: Any) -> Self:
        """All that ever were the user's: an SMS may be opened after the vacancy has closed."""
        return self.filter(returnee__user=user) if signed_in(user) else self.none()

    def untold(self) -> Self:
        """Found, and the person has not been told, nor has seen it."""
        return self.live().filter(state=MatchState.PROPOSED)

    def promised(self) -> Self:
        """Chosen by a run that still runs, and not told yet."""
        return self.untold().filter(chosen_by__state=RunState.RUNNING)

    def told(self) -> Self:
        """A notice of it was queued, whatever came after."""
        return self.filter(notified_at__isnull=False)

    def last_in_lists(self, n: int) -> dict[int, tuple[int, int]]:
        """What the `n`th place of each person's list holds: {returnee: (score, -vacancy)}.

        A pair that ranks above this belongs in the list; who is missing here has room for any.
        One query.
        """
        place = Window(RowNumber(), partition_by="returnee_id", order_by=["-score", "vacancy_id"])
        last = self.offered().annotate(place=place).filter(place=n)
        rows = last.values_list("returnee_id", "score", "vacancy_id")
        return {returnee: (score, -vacancy) for returnee, score, vacancy in rows}

    def best_first(self) -> Self:
        return self.order_by("-score", "vacancy_id")

    def for_card(self) -> Self:
        return self.select_related(
            "returnee", "vacancy__employer", "vacancy__place", "vacancy__country", "vacancy__isco"
        )


class ApplicationQuerySet(OfPersonQuerySet):
    def visible_to(self, user: Any) -> Self:
        """Whoever sees the applicant's file; the vacancy's verified employer, while it is open."""
        if signed_in(user) and user.role == Role.EMPLOYER:
            verified = Q(vacancy__employer__state=EmployerState.VERIFIED)
            own = self.filter(verified, vacancy__employer__members__user=user)
            return own.exclude(returnee__state__in=CLOSED_FILES)
        return super().visible_to(user)

    def standing(self) -> Self:
        return self.filter(state__in=STANDING)

    def with_applicant(self) -> Self:
        """What an employer may read of the person, and `shares`: whether they agree to it now."""
        agreed = Returnee.objects.consenting_to(ConsentPurpose.EMPLOYERS)
        return (
            self.for_card()
            .annotate(shares=Exists(agreed.filter(pk=OuterRef("returnee"))))
            .prefetch_related(
                "returnee__skills__skill",
                "returnee__languages__language",
                "returnee__licences__licence",
                "returnee__work_history__isco",
            )
        )

    def waiting_first(self) -> Self:
        """Those the employer has still to decide, then the others, newest first."""
        waits = models.Case(models.When(state__in=STANDING, then=0), default=1)
        return self.order_by(waits, "-pk")

    def unanswered(self) -> Self:
        return self.filter(state__in=[ApplicationState.SENT, ApplicationState.SEEN])

    def overdue(self, before: dt.datetime) -> Self:
        """Sent before this moment to a firm that may answer, by a person it may still see.

        Nobody has reminded the firm of them yet.
        """
        agreed = Returnee.objects.consenting_to(ConsentPurpose.EMPLOYERS)
        return (
            self.unanswered()
            .filter(created_at__lt=before, reminded_at=None)
            .filter(vacancy__employer__state=EmployerState.VERIFIED)
            .filter(returnee__in=agreed.values("pk"))
            .exclude(returnee__state__in=CLOSED_FILES)
        )

    def for_card(self) -> Self:
        return self.select_related(
            "vacancy__employer", "vacancy__place", "vacancy__country", "returnee", "placement"
        )


class PlacementQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """As the application it came from."""
        if not signed_in(user):
            return self.none()
        seen = ApplicationQuerySet(self.model._meta.get_field("application").related_model)
        return self.filter(application__in=seen.visible_to(user).values("pk"))

    def going_on(self) -> Self:
        """Agreed, perhaps still to begin, and no end is recorded."""
        return self.filter(ended_on__isnull=True)

    def for_card(self) -> Self:
        return self.select_related(
            "application__vacancy__employer", "application__returnee", "ended_by"
        )


class Version(NamedTuple):
    """A moment of the database: what had been committed, and what the reader itself had noted."""

    moment: str  # pg_snapshot, "oldest under way:first not begun:under way,…"
    last: int  # the newest key of the feed that was seen

    @property
    def oldest(self) -> int:
        """Every transaction before this one had ended."""
        return int(self.moment.partition(":")[0])


# Own rows are told apart by key: they have no moment.
UNSEEN = """CASE xact WHEN pg_current_xact_id_if_assigned()::text::bigint THEN id > %s
ELSE NOT pg_visible_in_snapshot(xact::text::xid8, %s::pg_snapshot) END"""


class FactChangeQuerySet(models.QuerySet[Any]):
    def since(self, version: Version) -> Self:
        """What a reader of this version could not see, whatever order it was committed in.

        Ids are given when a transaction begins to write, and an older one may commit later than
        a newer: "all after the newest seen" would lose changes. PostgreSQL's own list of what
        was under way loses none, and repeats none.
        """
        unseen = RawSQL(UNSEEN, [version.last, version.moment], BooleanField())
        return self.filter(unseen, xact__gte=version.oldest)
