"""Telling people of matches by SMS: few at a time, the best first, each match once."""

import datetime as dt
import logging
from typing import Any

from django.db import transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from backend.lib.errors import StateConflict
from backend.lib.transitions import move
from backend.notifications import outbox
from backend.notifications.links import absolute
from jobs import locks
from jobs.matching.allotment import LIMITS, Candidate, allot
from jobs.models import Match, MatchRun, Vacancy
from jobs.notices import MATCH_KEY
from jobs.states import MATCH_MOVES, MatchState, RunTrigger
from reintegration.actions.journey import record_event
from reintegration.models import Returnee
from reintegration.states import ConsentPurpose, JourneyKind, PhoneOwner

# So many are told in one transaction; a killed run keeps those that were committed.
AT_ONCE = 500

logger = logging.getLogger(__name__)


def tell_found(run: MatchRun) -> int:
    """Queue notices for what the run may tell within the limits; return how many."""
    total = 0
    while told := _tell_some(run):
        total += told
    return total


@transaction.atomic
def _tell_some(run: MatchRun) -> int:
    """One choice at a time in the whole service: else two runs would pass a person's limit."""
    locks.hold("tell matches")
    chosen = [one.match for one in _choose(run)[:AT_ONCE]]
    matches = Match.objects.for_card().select_related("returnee__user").in_bulk(chosen)
    return sum(_tell(matches[pk]) for pk in chosen)


def _choose(run: MatchRun) -> list[Candidate]:
    """Who is told of what, best first."""
    week = timezone.now() - dt.timedelta(days=LIMITS.days)
    waiting = _reachable(Match.objects.untold().filter(_scope(run)))
    columns = ("pk", "returnee_id", "vacancy_id", "score")
    candidates = [Candidate(*row) for row in waiting.values_list(*columns)]
    people = {one.person for one in candidates}
    vacancies = {one.opening for one in candidates}
    told = Match.objects.told()
    return allot(
        candidates,
        told=_counts(told.filter(returnee__in=people, notified_at__gte=week), "returnee_id"),
        places=dict(Vacancy.objects.filter(pk__in=vacancies).values_list("pk", "openings")),
        used=_counts(told.filter(vacancy__in=vacancies), "vacancy_id"),
    )


def _scope(run: MatchRun) -> Q:
    if run.trigger == RunTrigger.VACANCY:
        return Q(vacancy=run.subject_id)
    return Q(returnee=run.subject_id) if run.trigger == RunTrigger.RETURNEE else Q()


def _reachable(matches: "QuerySet[Match]") -> "QuerySet[Match]":
    """Of people who look for work, have a phone and agree to messages."""
    looking = Returnee.objects.to_be_matched().exclude(phone="")
    agreed = Returnee.objects.consenting_to(ConsentPurpose.MESSAGES)
    return matches.filter(returnee__in=looking.values("pk")).filter(
        returnee__in=agreed.values("pk")
    )


def _counts(matches: "QuerySet[Match]", column: str) -> dict[Any, int]:
    rows = matches.order_by().values_list(column).annotate(count=Count("pk"))
    return dict(rows)


def _tell(match: Match) -> bool:
    """Queue one notice; False if the person saw the match meanwhile or cannot be written to."""
    try:
        with transaction.atomic():
            now = timezone.now()
            move(match, MatchState.NOTIFIED, moves=MATCH_MOVES, notified_at=now)
            record_event(
                JourneyKind.NOTIFIED,
                returnee=match.returnee,
                by=None,
                source=match,
                vacancy=str(match.vacancy.public_id),
            )
            _send(match)
    except StateConflict:
        return False
    except ValueError:
        # One number that cannot be written to must not keep the news from everybody else.
        logger.exception("Match %s could not be told", match.public_id)
        return False
    return True


def _send(match: Match) -> None:
    returnee, vacancy = match.returnee, match.vacancy
    outbox.send(
        "jobs.match",
        phone=returnee.phone,
        language=returnee.language,
        context={
            "work": vacancy.title,
            "low": vacancy.wage_from,
            "high": vacancy.wage_to,
            "currency": vacancy.wage_currency,
            "period": vacancy.wage_period,
            "place": (vacancy.place or vacancy.country).labels,
            "shared": returnee.phone_owner != PhoneOwner.SELF,
            "link": absolute(reverse("jobs:match", args=[match.public_id])),
        },
        dedupe_key=f"{MATCH_KEY}{match.public_id}",
        recipient=returnee.user,
        person=returnee.public_id,
    )
