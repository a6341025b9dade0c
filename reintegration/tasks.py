import logging
from time import monotonic

from celery import shared_task

from reintegration import stop_links
from reintegration.actions.follow_ups import CannotAsk, ask_next_due
from reintegration.campaigns.dispatch import wake
from reintegration.campaigns.queueing import carry_on
from reintegration.models import Campaign

AT_MOST = 10_000  # a day; the rest is due tomorrow just the same
SECONDS = 60.0  # then others of the lane have their turn
logger = logging.getLogger(__name__)


@shared_task
def ask_due_follow_ups() -> int:
    """Send the questions that are due today; return how many. Harmless to run twice.

    A person who cannot be sent a message (a number that is none) is passed over: staff see
    the question in their list, and the others are asked.
    """
    asked, passed_over = 0, list[int]()
    while asked < AT_MOST:
        try:
            if not ask_next_due(but_not=passed_over):
                break
            asked += 1
        except CannotAsk as error:
            passed_over.append(error.follow_up_id)
            logger.warning("Follow-up %s could not be asked: %s", error.follow_up_id, error)
    return asked


@shared_task
def carry_on_campaign(campaign_id: int) -> None:
    """Queue the messages of a campaign, or withdraw them. Harmless to run twice, late or never."""
    until = monotonic() + SECONDS
    while carry_on(campaign_id):
        if monotonic() > until:
            wake(campaign_id)
            return


@shared_task
def carry_on_campaigns() -> None:
    """Twice a minute: what a killed worker or a lost wake left behind, and what has finished."""
    for campaign_id in Campaign.objects.to_carry_on().values_list("pk", flat=True):
        carry_on_campaign(campaign_id)


@shared_task
def forget() -> None:
    """Every night: addresses for stopping messages that are over."""
    stop_links.forget()
