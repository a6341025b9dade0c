"""What Celery runs. Tasks carry an id: losing or doubling one loses or doubles nothing."""

import datetime as dt
import logging

from celery import shared_task
from django.utils import timezone

from jobs.actions import (
    fact_changes,
    matches,
    matching,
    nights,
    publication,
    reminders,
    run_ends,
)
from jobs.models import Vacancy
from reintegration.models import Returnee

# A published vacancy that is not matched by then has lost its hint.
PATIENCE = dt.timedelta(minutes=2)
AT_ONCE = 50
MOST_REMINDERS = 10_000  # a day; the rest is due tomorrow just the same

logger = logging.getLogger(__name__)


@shared_task
def match_vacancy(vacancy_id: int) -> None:
    """A vacancy was published."""
    if vacancy := Vacancy.objects.open().filter(pk=vacancy_id).first():
        matching.match_vacancy(vacancy)


@shared_task
def match_returnee(returnee_id: int) -> None:
    """A profile has changed."""
    if returnee := Returnee.objects.filter(pk=returnee_id).first():
        matching.match_returnee(returnee)


@shared_task
def match_unmatched() -> None:
    """Every five minutes: vacancies whose hint Redis has lost, or whose worker died."""
    overdue = Vacancy.objects.unmatched(before=timezone.now() - PATIENCE)
    run_ends.end_dead(before=timezone.now() - nights.DEAD_AFTER)
    # In no order, lest fifty that cannot be matched keep all others from it.
    for vacancy in overdue.order_by("?")[:AT_ONCE]:
        try:
            matching.match_vacancy(vacancy, wait=False)
        except Exception:
            # One vacancy that cannot be matched must not keep the others from it.
            logger.exception("Vacancy %s could not be matched", vacancy.pk)


@shared_task
def close_overdue() -> None:
    """Every night: vacancies past their last day, a hundred a transaction."""
    while publication.close_overdue():
        pass


@shared_task
def remind_of_applicants() -> int:
    """Every weekday morning: one letter to each firm that lets people wait; how many firms."""
    written, now = 0, timezone.now()
    if not reminders.is_time_to_write(now):
        return written
    while written < MOST_REMINDERS and reminders.remind_next(now=now):
        written += 1
    return written


@shared_task
def forget_changes() -> None:
    """Every night: changes that every snapshot in use has long read."""
    fact_changes.forget(before=timezone.now() - fact_changes.KEPT)


@shared_task
def forget_past_matches() -> None:
    """Every night: what runs of long ago had found, before newer ones found something else."""
    matches.forget_past(before=timezone.now() - matches.PAST_KEPT)
