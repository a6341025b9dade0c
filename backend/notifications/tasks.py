"""What Celery runs. Tasks carry a lane at most: losing or doubling one loses or doubles nothing."""

from celery import shared_task

from backend.notifications import (
    accounts,
    asking,
    callbacks,
    delivery,
    inbound,
    outbox,
    polling,
    questions,
    short_links,
    sweeping,
)


@shared_task
def drain(lane: str) -> None:
    """Send what is due in one lane."""
    if not delivery.drain(lane):
        outbox.wake(lane)


@shared_task
def ask() -> None:
    """Ask gateways, apply what they told, read what people wrote; look how much money is left."""
    while asking.ask() == asking.AT_ONCE:
        pass
    while callbacks.apply() == callbacks.AT_ONCE:
        pass
    while inbound.read() == inbound.AT_ONCE:
        pass
    # Last: what people write never waits for an operator's server.
    while polling.poll() == polling.AT_ONCE:
        pass
    accounts.look()


@shared_task
def sweep() -> None:
    """Every five seconds: settle what was abandoned or is too late, wake the lanes with work."""
    sweeping.reap()
    sweeping.expire()
    sweeping.close_unreported()
    for lane in sweeping.lanes_due():
        outbox.wake(lane)
    waiting = (questions, callbacks, inbound, accounts)
    if any(thing.are_due() for thing in waiting):
        outbox.wake_asking()


@shared_task
def forget() -> None:
    """Every night: callbacks that are long applied, links that are over."""
    callbacks.forget()
    short_links.forget()
