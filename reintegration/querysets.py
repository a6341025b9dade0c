"""Every read of the spine worth a name. `visible_to` comes first: who may know of a row."""

import datetime as dt
from typing import Any, Self

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db import models
from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from backend.accounts.states import ALL_OFFICES, STAFF, Role
from backend.lib.names import name_key
from reintegration.follow_ups import ASKED_WITHIN
from reintegration.states import (
    ConsentPurpose,
    DuplicateState,
    FollowUpState,
    PlanState,
    ReturneeState,
)

# The expression of the index returnee_by_words, letter for letter.
NAME_WORDS = SearchVector("name_key", config="simple")


def _words(query: str) -> SearchQuery:
    return SearchQuery(query, config="simple", search_type="raw")


def _file_scope(user: Any, path: str = "") -> Q | None:
    """Which returnees' rows `user` may see, as a condition over `path`; None means no row."""
    if not getattr(user, "is_authenticated", False):
        return None
    if user.role in ALL_OFFICES:
        return Q()
    if user.role in STAFF and user.office_id:
        return Q(**{f"{path}office_id": user.office_id})
    if user.role == Role.RETURNEE:
        return Q(**{f"{path}user_id": user.pk})
    return None


class OfPersonQuerySet(models.QuerySet[Any]):
    """Rows that hang on a returnee and are seen by whoever sees that file.

    What a merged file kept, because it would double a row of the file it went into, is gone
    from sight with it.
    """

    person_path = "returnee__"

    def visible_to(self, user: Any) -> Self:
        scope = _file_scope(user, self.person_path)
        if scope is None:
            return self.none()
        return self.filter(scope).exclude(**{f"{self.person_path}state": ReturneeState.MERGED})


class ReturneeQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff: their office's files; returnees: their own; merged files are gone for both."""
        scope = _file_scope(user)
        if scope is None:
            return self.none()
        return self.filter(scope).exclude(state=ReturneeState.MERGED)

    def consenting_to(self, purpose: ConsentPurpose) -> Self:
        """Those whose newest answer for `purpose` is yes."""
        from_newest = (
            self.model._meta.get_field("consents")
            .related_model.objects.filter(returnee=OuterRef("pk"), purpose=purpose)
            .order_by("-pk")
            .values("given")[:1]
        )
        return self.alias(_agreed=Subquery(from_newest)).filter(_agreed=True)

    def named(self, text: str) -> Self:
        """Those whose name has every word of `text`, in either script, from its beginning."""
        words = name_key(text).split()
        if not words:
            return self.none()
        return self._with_words(" & ".join(f"{word}:*" for word in words))

    def from_region(self, region: Any) -> Self:
        """Whose home is in `region`, or is only known as the region itself."""
        return self.filter(Q(home_place=region) | Q(home_place__parent=region))

    def needing(self, kind: str) -> Self:
        """Who asked for this and has not got it yet."""
        return self.filter(needs__kind=kind, needs__met_on__isnull=True)

    def who_worked_as(self, isco: Any) -> Self:
        """Who held a job of this ISCO group or one below it."""
        jobs = self.model._meta.get_field("work_history").related_model.objects
        held = jobs.filter(returnee=OuterRef("pk"), isco__code__startswith=isco.code)
        return self.filter(Exists(held))

    def resembling(self, *, phone: str, name_query: str, birth_year: int, years: int) -> Self:
        """Files worth comparing: the same phone, or words that begin alike and a near year."""
        found = Q(phone=phone) if phone else Q(pk__in=[])
        if name_query:
            near = (birth_year - years, birth_year + years)
            found |= Q(_words=_words(name_query), birth_year__range=near)
        # One OR of two indexed conditions: a subquery here would read the whole table.
        return self.alias(_words=NAME_WORDS).filter(found).exclude(state=ReturneeState.MERGED)

    def _with_words(self, query: str) -> Self:
        return self.alias(_words=NAME_WORDS).filter(_words=_words(query))

    def to_be_matched(self) -> Self:
        """Looking for work and content to be matched."""
        return self.filter(state=ReturneeState.ACTIVE).consenting_to(ConsentPurpose.MATCHING)

    def for_card(self) -> Self:
        """What a list row shows: places, office."""
        return self.select_related("home_place", "current_place", "office")

    def with_background(self) -> Self:
        """Everything the detail view shows, in a fixed number of queries."""
        return self.for_card().prefetch_related(
            "destinations",
            "work_history__isco",
            "skills__skill",
            "languages__language",
            "licences__licence",
            "needs",
        )


class ConsentQuerySet(OfPersonQuerySet):
    def current(self) -> Self:
        """The newest row of each person and purpose."""
        newer = self.model._default_manager.filter(
            returnee=OuterRef("returnee"), purpose=OuterRef("purpose"), pk__gt=OuterRef("pk")
        )
        return self.filter(~Exists(newer))


class JourneyQuerySet(OfPersonQuerySet):
    def of(self, returnee: Any) -> Self:
        """The whole story of a person, with the files merged into theirs."""
        return self.filter(Q(returnee=returnee) | Q(returnee__merged_into=returnee))

    def standing(self, known_on: Any = None) -> Self:
        """Events not corrected, as known at the end of `known_on` (a datetime; default now)."""
        moment = known_on or timezone.now()
        later = self.model._default_manager.filter(corrects=OuterRef("pk"), recorded_at__lte=moment)
        return self.filter(~Exists(later), recorded_at__lte=moment)


SIDES = ("first", "second")


class DuplicateQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Staff who may see one of the two files; the other may be another office's.

        Whoever shows a pair asks `permissions.may_know_file` about each of its files.
        """
        if user.role == Role.RETURNEE:
            return self.none()
        first, second = _file_scope(user, "first__"), _file_scope(user, "second__")
        if first is None or second is None:
            return self.none()
        return self.filter(first | second)

    def open(self) -> Self:
        """Still to be looked at; a file merged elsewhere is nobody's double any more."""
        merged = ReturneeState.MERGED
        undecided = self.filter(state=DuplicateState.OPEN)
        return undecided.exclude(first__state=merged).exclude(second__state=merged)

    def of(self, returnee: Any) -> Self:
        return self.filter(Q(first=returnee) | Q(second=returnee))

    def with_files(self) -> Self:
        paths = ("home_place", "current_place", "office")
        return self.select_related(*(f"{side}__{path}" for side in SIDES for path in paths))


class BusinessPlanQuerySet(OfPersonQuerySet):
    def awaiting_decision(self) -> Self:
        return self.filter(state=PlanState.SUBMITTED).order_by("submitted_at", "pk")

    def for_card(self) -> Self:
        return self.select_related("returnee__office", "place__country", "grant")


class GrantQuerySet(OfPersonQuerySet):
    person_path = "plan__returnee__"

    def for_card(self) -> Self:
        return self.select_related("plan__returnee", "approved_by").prefetch_related("tranches")


class TrancheQuerySet(OfPersonQuerySet):
    person_path = "grant__plan__returnee__"

    def for_card(self) -> Self:
        return self.select_related("grant__plan__returnee", "released_by")


class FollowUpQuerySet(OfPersonQuerySet):
    def due(self, today: dt.date) -> Self:
        """To be asked by now, of a milestone that was not corrected away."""
        standing = self.filter(milestone__corrected_by__isnull=True)
        return standing.filter(state=FollowUpState.DUE, due_on__lte=today)

    def askable(self, today: dt.date, *, purpose: ConsentPurpose) -> Self:
        """Due not long ago, of people with a phone who agreed to be asked; oldest first."""
        people = self.model._meta.get_field("returnee").related_model.objects
        willing = people.consenting_to(purpose).exclude(state=ReturneeState.MERGED)
        return (
            self.due(today)
            .filter(due_on__gte=today - ASKED_WITHIN, returnee__in=willing)
            .exclude(returnee__phone="")
            .select_related("returnee__user")
            .order_by("due_on", "pk")
        )

    def open(self, today: dt.date) -> Self:
        """What a person can answer now, or staff should ask."""
        states = [FollowUpState.DUE, FollowUpState.ASKED]
        standing = self.filter(milestone__corrected_by__isnull=True)
        return standing.filter(state__in=states, due_on__lte=today).order_by("due_on", "pk")

    def for_card(self) -> Self:
        return self.select_related("returnee__home_place__country", "milestone")


class DraftQuerySet(models.QuerySet[Any]):
    def visible_to(self, user: Any) -> Self:
        """Nobody's but one's own: it is not yet a file."""
        return self.filter(user_id=user.pk) if user.is_authenticated else self.none()
