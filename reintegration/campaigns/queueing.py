"""A started campaign becomes messages of the outbox; a stopped one takes them back.

All of it is done in small transactions by whoever comes along: a worker that is killed leaves
whole chunks behind, and the next one goes on after them. Of two at once one works, and the other
finds the campaign taken and leaves.
"""

import logging

from django.db import transaction
from django.utils import timezone

from backend.lib.transitions import move
from backend.notifications import outbox
from backend.notifications.models import Message
from backend.notifications.states import WAITING, State
from reintegration.campaigns import texts
from reintegration.campaigns.audience import looked_at
from reintegration.campaigns.states import CAMPAIGN_MOVES, CampaignState, LeftOut
from reintegration.models import Campaign, Recipient, Returnee

KIND = "reintegration.campaign"
# Somebody who stops a campaign waits for the chunk that is being queued.
AT_ONCE = 50
WITHDRAWN_AT_ONCE = 1000

logger = logging.getLogger(__name__)


@transaction.atomic
def carry_on(campaign_id: int) -> bool:
    """The next step of this campaign; False if there is none now, or another worker makes it."""
    mine = Campaign.objects.to_carry_on().filter(pk=campaign_id)
    campaign = mine.select_for_update(no_key=True, skip_locked=True).first()
    if campaign is None:
        return False
    if campaign.state == CampaignState.STOPPED:
        return _withdraw_some(campaign) or _ended(campaign)
    return _queue_some(campaign) or _finished(campaign)


def key_of(campaign: Campaign, returnee: Returnee) -> str:
    """By this the outbox knows a message that it has got already."""
    return f"{KIND}:{campaign.public_id}:{returnee.public_id}"


def _queue_some(campaign: Campaign) -> bool:
    pending = list(campaign.recipients.pending().select_related("returnee__user")[:AT_ONCE])
    people = Returnee.objects.filter(pk__in=[one.returnee_id for one in pending])
    found = looked_at(people, campaign).values_list("pk", "left_out")
    left_out: dict[int, str] = dict(found)
    for recipient in pending:
        recipient.left_out = left_out[recipient.returnee_id]
        if not recipient.left_out:
            _send(campaign, recipient)
    Recipient.objects.bulk_update(pending, ["left_out", "message"])
    return bool(pending)


def _send(campaign: Campaign, recipient: Recipient) -> None:
    returnee = recipient.returnee
    language = texts.language_for(campaign, returnee.language)
    try:
        recipient.message = outbox.send(
            KIND,
            phone=returnee.phone,
            language=language,
            context={"text": texts.written(campaign, language)},
            dedupe_key=key_of(campaign, returnee),
            recipient=returnee.user,
            person=returnee.public_id,
        )
    except ValueError:
        # One number that cannot be written to must not keep the message from everybody else.
        logger.exception("Campaign %s: one message could not be written", campaign.public_id)
        recipient.left_out = LeftOut.NO_ROUTE


def _finished(campaign: Campaign) -> bool:
    """Always False: after this there is nothing to do at once."""
    if campaign.queued_at is None:
        Campaign.objects.filter(pk=campaign.pk).update(queued_at=timezone.now())
    if not campaign.recipients.unsettled().exists():
        move(campaign, CampaignState.DONE, moves=CAMPAIGN_MOVES, ended_at=timezone.now())
    return False


def _withdraw_some(campaign: Campaign) -> bool:
    """Take back what waits. What a worker holds in this moment is passed over: it looks itself."""
    ours = Message.objects.filter(pk__in=campaign.recipients.values("message"))
    waiting = ours.filter(state__in=WAITING).select_for_update(skip_locked=True)
    some = list(waiting.values_list("pk", flat=True)[:WITHDRAWN_AT_ONCE])
    Message.objects.filter(pk__in=some).move(State.CANCELLED)
    return bool(some)


def _ended(campaign: Campaign) -> bool:
    """Always False, as `_finished`."""
    if not campaign.recipients.unsettled().exists():
        Campaign.objects.filter(pk=campaign.pk).update(ended_at=timezone.now())
    return False
