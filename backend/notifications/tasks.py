"""What Celery runs. Tasks carry a lane at most: losing or doubling one loses or doubles nothing."""

from celery import shared_task

from backend.notifications import asking, delivery, outbox, sweeping


@shared_task
def drain(lane: str) -> None:
    """Send what is due in one lane."""
    if not delivery.drain(lane):
        outbox.wake(lane)


@shared_task
def ask() -> None:
    """Ask gateways about messages whose answer was lost, until none is due."""
    while asking.ask() == asking.AT_ONCE:
        pass


@shared_task
def sweep() -> None:
    """Every ten seconds: settle what was abandoned or is too late, wake the lanes with work."""
    sweeping.reap()
    sweeping.expire()
    for lane in sweeping.lanes_due():
        outbox.wake(lane)
    if asking.is_due():
        outbox.wake_asking()
