"""Whether the message of a campaign may still leave: consent, and nobody has stopped it."""

from backend.notifications.models import Message
from backend.notifications.states import Reason
from reintegration.campaigns.states import CampaignState
from reintegration.consents import agreed_to
from reintegration.models import Campaign, Recipient

agreed = agreed_to(Campaign.purpose)


def may_go(message: Message) -> str | None:
    """A check for message kinds. Asked again moments before the call, so a stop holds at once."""
    return agreed(message) or (Reason.STOPPED if was_stopped(message) else None)


def was_stopped(message: Message) -> bool:
    stopped = Recipient.objects.filter(message=message, campaign__state=CampaignState.STOPPED)
    return stopped.exists()
