"""What Celery runs."""

from celery import shared_task

from backend.indicators.fairness_counts import count_newest


@shared_task
def count_fairness() -> None:
    """Every quarter of an hour: the newest nightly run, if it has no report yet."""
    count_newest()
