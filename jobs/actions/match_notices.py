"""Telling people of matches by SMS: few at a time, the best first, each match once."""

import datetime as dt
import logging
from typing import Any

import numpy as np
from django.db import connection, transaction
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils import timezone

from backend.lib.errors import StateConflict
from backend.lib.transitions import move
from backend.notifications import outbox
from backend.notifications.short_links import short
from jobs import locks
from jobs.matching.allotment import LIMITS, allot
from jobs.matching.auction import Choice
from jobs.models import Match, MatchRun, Vacancy
from jobs.notices import LINK_LIVES, MATCH_KEY
from jobs.snapshots.copying import among, columns
from jobs.states import MATCH_MOVES, MatchState, RunState, RunTrigger
from reintegration.actions.journey import record_event
from reintegration.models import Returnee
from reintegration.states import ConsentPurpose, JourneyKind, PhoneOwner

# So many are told in one transaction; a killed run keeps those that were committed.
AT_ONCE = 500

# How often a night chooses before it lets others wait.
FREE_TRIES = 2

KEEP = "UPDATE jobs_match SET chosen_by_id = %s WHERE id = ANY(%s)"

logger = logging.getLogger(__name__)


def tell_found(run: MatchRun) -> int:
    """Queue notices for what the run may tell within the limits; return how many.

    Who is told is chosen once and kept with the run: a run that was killed while it told, and is
    called again, tells the rest of the same choice and nobody else.
    """
    if run.notice_bound is None:
        _choose(run)
    left = Match.objects.untold().filter(chosen_by=run).best_first().values_list("pk", flat=True)
    chosen = list(left)
    for start in range(0, len(chosen), AT_ONCE):
        _tell_some(run, chosen[start : start + AT_ONCE])
    return Match.objects.told().filter(chosen_by=run).count()


def _choose(run: MatchRun) -> None:
    """One choice at a time in the whole service: else two runs would pass a person's limit.

    A night takes long to choose, and others must not wait for it: it chooses first, and keeps its
    choice if nobody has made one meanwhile. The last try is made with everybody waiting.
    """
    if run.trigger == RunTrigger.NIGHTLY and any(_kept_freely(run) for _ in range(FREE_TRIES)):
        return
    with transaction.atomic():
        locks.hold("tell matches")
        _keep(run, *_chosen(run))


def _kept_freely(run: MatchRun) -> bool:
    """Choose while others go on; False if one of them has chosen meanwhile."""
    before = _choices_beside(run)
    found = _chosen(run)
    with transaction.atomic():
        locks.hold("tell matches")
        alone = _choices_beside(run) == before
        if alone:
            _keep(run, *found)
    return alone


def _choices_beside(run: MatchRun) -> int:
    """How many choices others have made that may have been under way since this run began."""
    others = MatchRun.objects.filter(Q(pk__gt=run.pk) | Q(state=RunState.RUNNING))
    return others.exclude(pk=run.pk).filter(notice_bound__isnull=False).count()


def _chosen(run: MatchRun) -> tuple[list[int], Choice]:
    """Ids of matches, and the certificate of the choice."""
    waiting = _waiting(run)
    found = columns(waiting.values_list("pk", "returnee_id", "vacancy_id", "score"))
    match, person, opening, score = (column.astype(np.int64) for column in found)
    vacancies = Vacancy.objects.filter(pk__in=among(np.unique(opening).tolist()))
    spoken = Match.objects.told() | Match.objects.promised()
    to_them = spoken.filter(_lately(), returnee_id__in=waiting.values("returnee_id"))
    allotted = allot(
        person,
        opening,
        score,
        told=_counts(to_them, "returnee_id"),
        places=dict(vacancies.values_list("pk", "openings")),
        used=_counts(spoken.filter(vacancy__in=vacancies.values("pk")), "vacancy_id"),
    )
    return match[allotted.rows].tolist(), allotted.choice


def _lately() -> Q:
    """Told in the days that count, or promised."""
    week = timezone.now() - dt.timedelta(days=LIMITS.days)
    return Q(notified_at__gte=week) | Q(notified_at=None)


def _keep(run: MatchRun, chosen: list[int], choice: Choice) -> None:
    """Write down who will be told, and how good the choice is, before anybody is."""
    with connection.cursor() as cursor:
        cursor.execute(KEEP, [run.pk, chosen])
    run.notice_value, run.notice_bound = choice.value, choice.bound
    run.save(update_fields=["notice_value", "notice_bound"])
    logger.info(
        "Run %s: %s to be told, worth %s of at most %s, gap %.4f %%",
        run.pk,
        len(chosen),
        choice.value,
        choice.bound,
        100 * choice.gap,
    )


@transaction.atomic
def _tell_some(run: MatchRun, chosen: list[int]) -> None:
    """Tell of these, the best first; who can no longer be told is let go for another run."""
    some = Match.objects.untold().filter(chosen_by=run, pk__in=among(chosen))
    reachable = _reachable(some.for_card().select_related("returnee__user"))
    for match in reachable.order_by("-score", "vacancy_id"):
        _tell(match)
    some.update(chosen_by=None)


def _waiting(run: MatchRun) -> "QuerySet[Match]":
    """What the run may tell: found, not told, and not promised by a run under way."""
    free = Q(chosen_by=None) | ~Q(chosen_by__state=RunState.RUNNING)
    worth_it = Q(score__gte=LIMITS.least_score)
    return _reachable(Match.objects.untold().filter(free, worth_it, run.scope))


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
            "link": short(reverse("jobs:match", args=[match.public_id]), lives=LINK_LIVES),
        },
        dedupe_key=f"{MATCH_KEY}{match.public_id}",
        recipient=returnee.user,
        person=returnee.public_id,
    )
