"""What Celery runs. Tasks carry a lane at most: losing or doubling one loses or doubles nothing."""

from celery import shared_task

from backend.notifications import delivery, outbox, sweeping


@shared_task
def drain(lane: str) -> None:
    """Send what is due in one lane."""
    if not delivery.drain(lane):
        outbox.wake(lane)


@shared_task
def sweep() -> None:
    """Every ten seconds: settle what was abandoned or is too late, wake the lanes with work."""
    sweeping.reap()
    sweeping.expire()
    for lane in sweeping.lanes_due():
        outbox.wake(lane)
