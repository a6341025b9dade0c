"""Which messages of campaigns may not leave: without consent, or stopped by staff."""

from collections.abc import Sequence

from backend.notifications.models import Message
from backend.notifications.states import Reason
from reintegration.campaigns.states import CampaignState
from reintegration.consents import agreed_to
from reintegration.models import Campaign, Recipient

without_consent = agreed_to(Campaign.purpose)


def unwanted_or_stopped(messages: Sequence[Message]) -> dict[int, str]:
    """A check for message kinds. Asked again just before each call, so a stop holds at once."""
    stopped = Recipient.objects.filter(
        message__in=[one.pk for one in messages], campaign__state=CampaignState.STOPPED
    )
    refused: dict[int, str] = {
        pk: Reason.STOPPED for pk in stopped.values_list("message_id", flat=True) if pk
    }
    return refused | without_consent(messages)
