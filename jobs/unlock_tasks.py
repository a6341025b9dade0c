"""What Celery runs to count what courses unlock. Twice or late is harmless."""

from celery import shared_task

from jobs.actions import unlocks
from reintegration.models import Returnee


# A share takes a minute or two; on a busy machine more than the usual limit.
@shared_task(time_limit=1800, soft_time_limit=1700)
def count_unlocks() -> None:
    """Every quarter of an hour: courses that are new, have changed, or had a night's matching.

    One share of people a task, so that others of its lane come in between.
    """
    if unlocks.count_share():
        count_unlocks.apply_async(queue="bulk")


@shared_task
def count_unlocks_for(returnee_id: int) -> None:
    """A profile has changed."""
    if returnee := Returnee.objects.filter(pk=returnee_id).first():
        unlocks.count_for(returnee)
