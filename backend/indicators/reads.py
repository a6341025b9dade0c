"""The queries behind the figures: three for a table, whatever its size."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import Max, Min, Q
from django.db.models.functions import Coalesce
from django.db.models.query import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from backend.accounts.models import User
from backend.accounts.states import ALL_OFFICES, STAFF, Role
from backend.indicators.definitions import STEPS
from backend.indicators.outcomes import Answer, Member, Row, table
from backend.taxonomy.models import Place
from reintegration.models import JourneyEvent
from reintegration.states import JourneyKind, Sex
from training.models import Course

WAVES = (3, 6, 12)
GROUPINGS = ("all", "sex", "region", "course")
WHO = Coalesce("returnee__merged_into_id", "returnee_id")


def may_see_figures(user: Any) -> bool:
    """Staff the figures of their office; observers and administrators those of all."""
    return user.is_authenticated and (user.role in STAFF or user.role == Role.OBSERVER)


def sees_no_small_groups(user: Any) -> bool:
    """Observers are outside every office."""
    return bool(user.role == Role.OBSERVER)


def moment_for(user: Any, asked: dt.datetime | None) -> dt.datetime:
    """As known on which moment. Observers get whole months: from the difference of two
    tables a second apart one person could be read.
    """
    moment = asked or timezone.now()
    if not sees_no_small_groups(user):
        return moment
    local = timezone.localtime(moment)
    return local.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def outcome_table(user: User, *, by: str = "all", known_on: dt.datetime | None = None) -> list[Row]:
    """The outcome table over what `user` may count, grouped `by`, as known on a moment."""
    ledger = _ledger(user, known_on)
    members = _course_members(ledger) if by == "course" else _members(ledger, by)
    return table(members, _answers(ledger), WAVES)


def _ledger(user: User, known_on: dt.datetime | None) -> QuerySet[Any]:
    events: QuerySet[Any] = JourneyEvent.objects.standing(known_on).annotate(who=WHO)
    if user.role in ALL_OFFICES or user.role == Role.OBSERVER:
        return events
    return events.filter(returnee__office_id=user.office_id)


def _people(ledger: QuerySet[Any]) -> QuerySet[Any, dict[str, Any]]:
    """One row a person: when they registered, and the last day of each step."""
    return ledger.values("who").annotate(
        registered=Min("occurred_on", filter=Q(kind=JourneyKind.REGISTERED)),
        sex=Max("returnee__sex"),
        region=Max("returnee__home_place__parent_id"),
        **{f"last_{step.code}": Max("occurred_on", filter=Q(kind=step.kind)) for step in STEPS},
    )


def _last_steps(person: dict[str, Any]) -> dict[str, dt.date]:
    return {
        str(step.kind): person[f"last_{step.code}"] for step in STEPS if person[f"last_{step.code}"]
    }


def _members(ledger: QuerySet[Any], by: str) -> Iterator[Member]:
    name = _names(by)
    for person in _people(ledger).filter(registered__isnull=False).order_by("who"):
        yield Member(
            person["who"],
            name(person.get(by)),
            person["registered"],
            _last_steps(person),
        )


def _course_members(ledger: QuerySet[Any]) -> Iterator[Member]:
    titles = {str(key): title for key, title in Course.objects.values_list("public_id", "title")}
    steps = {person["who"]: _last_steps(person) for person in _people(ledger)}
    seats = (
        ledger.filter(kind=JourneyKind.ENROLLED)
        .values("who", "detail__course")
        .annotate(since=Min("occurred_on"))
        .order_by("detail__course", "who")
    )
    for seat in seats:
        title = titles.get(seat["detail__course"], _("Unknown course"))
        yield Member(seat["who"], title, seat["since"], steps[seat["who"]])


def _answers(ledger: QuerySet[Any]) -> Iterator[Answer]:
    asked = ledger.filter(kind=JourneyKind.FOLLOWED_UP).order_by("pk")
    for who, said in asked.values_list("who", "detail"):
        yield Answer(who, said["wave"], said["state"], said["livelihood"])


def _names(by: str) -> Any:
    if by == "sex":
        labels = {value: str(label) for value, label in Sex.choices}
        return lambda value: labels.get(value, "")
    if by == "region":
        places = {place.pk: str(place) for place in Place.objects.filter(kind=Place.Kind.REGION)}
        return lambda value: places.get(value, _("Unknown place"))
    return lambda value: _("Everyone")
