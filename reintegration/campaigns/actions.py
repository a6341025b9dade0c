"""What staff do with a campaign, from the first words to the start or the stop."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.states import ALL_OFFICES
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed, StateConflict
from backend.lib.transitions import move
from reintegration.campaigns import audience, texts
from reintegration.campaigns.dispatch import carry_on_soon
from reintegration.campaigns.freezing import freeze
from reintegration.campaigns.preview import Preview, preview
from reintegration.campaigns.states import CAMPAIGN_MOVES, UNSENT, CampaignState
from reintegration.models import Campaign
from reintegration.permissions import (
    can_approve_campaign,
    can_rewrite_campaign,
    can_work_campaign,
    can_write_campaigns,
)

UNAPPROVED: dict[str, Any] = {"approved_by": None, "approved_at": None, "approved_people": None}


def begun(by: User, **fields: Any) -> Campaign:
    """What `by` would write, as it is before it is checked and saved."""
    office = None if by.role in ALL_OFFICES else by.office
    return Campaign(written_by=by, office=office, **fields)


@transaction.atomic
def write(*, by: User, **fields: Any) -> Campaign:
    """Begin a draft: `name`, `texts` by language, `filters`, `fallback`, `link`.

    It reaches people of the writer's office; an administrator's, people of all offices.
    """
    if not can_write_campaigns(by):
        raise NotAllowed()
    campaign = begun(by, **fields)
    _check(campaign)
    campaign.save()
    audit("reintegration.campaign.written", by=by, subject=campaign)
    return campaign


@transaction.atomic
def change(campaign: Campaign, *, by: User, **fields: Any) -> Campaign:
    """Write on. What was handed in or approved is a draft again, and needs a new approval."""
    if not can_rewrite_campaign(by, campaign):
        raise NotAllowed()
    _hold(campaign)
    if campaign.state not in UNSENT:
        raise Conflict(_("This has been sent. Write a new one."))
    if campaign.state != CampaignState.DRAFT:
        move(campaign, CampaignState.DRAFT, moves=CAMPAIGN_MOVES, submitted_at=None, **UNAPPROVED)
    for name, value in fields.items():
        setattr(campaign, name, value)
    _check(campaign)
    campaign.revision += 1
    campaign.save()
    audit("reintegration.campaign.changed", by=by, subject=campaign, fields=sorted(fields))
    return campaign


@transaction.atomic
def submit(campaign: Campaign, *, by: User) -> Campaign:
    """Ask a second person to approve it."""
    if not can_rewrite_campaign(by, campaign):
        raise NotAllowed()
    _hold(campaign)
    _sendable(campaign)
    values: dict[str, Any] = {"submitted_at": timezone.now(), "return_reason": ""}
    move(campaign, CampaignState.SUBMITTED, moves=CAMPAIGN_MOVES, **values)
    audit("reintegration.campaign.submitted", by=by, subject=campaign)
    return campaign


@transaction.atomic
def approve(campaign: Campaign, *, by: User, revision: int) -> Campaign:
    """Answer for the words and the list of `revision`, as the second person has read it."""
    if not can_approve_campaign(by, campaign):
        raise NotAllowed()
    _hold(campaign)
    if revision != campaign.revision:
        raise Conflict(_("This was written anew meanwhile. Read it again."))
    counted = _sendable(campaign)
    values: dict[str, Any] = {"approved_at": timezone.now(), "approved_people": counted.people}
    move(campaign, CampaignState.APPROVED, moves=CAMPAIGN_MOVES, approved_by=by, **values)
    audit("reintegration.campaign.approved", by=by, subject=campaign, people=counted.people)
    return campaign


@transaction.atomic
def give_back(campaign: Campaign, *, by: User, reason: str) -> Campaign:
    """Send it back to whoever wrote it, and say why."""
    if not can_approve_campaign(by, campaign):
        raise NotAllowed()
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say what should change.")})
    _hold(campaign)
    if campaign.state not in (CampaignState.SUBMITTED, CampaignState.APPROVED):
        raise Conflict(_("This does not wait for approval."))
    values: dict[str, Any] = {"submitted_at": None, "return_reason": reason.strip(), **UNAPPROVED}
    move(campaign, CampaignState.DRAFT, moves=CAMPAIGN_MOVES, **values)
    audit("reintegration.campaign.returned", by=by, subject=campaign)
    return campaign


@transaction.atomic
def start(campaign: Campaign, *, by: User) -> Campaign:
    """Write down who is on the list now, and let the workers begin.

    Two who start at once: one starts, the other is told so (the state moves once).
    """
    if not can_work_campaign(by, campaign):
        raise NotAllowed()
    _hold(campaign)
    if campaign.state not in UNSENT:
        raise StateConflict(_("Somebody has started this already."))
    _sendable(campaign)
    people = freeze(campaign)
    _expect_approval(campaign, people)
    move(
        campaign,
        CampaignState.STARTED,
        moves=CAMPAIGN_MOVES,
        started_by=by,
        started_at=timezone.now(),
        people=people,
        alone_up_to=settings.CAMPAIGN_APPROVAL_ABOVE,
    )
    audit("reintegration.campaign.started", by=by, subject=campaign, people=people)
    carry_on_soon(campaign)
    return campaign


@transaction.atomic
def stop(campaign: Campaign, *, by: User) -> Campaign:
    """Nothing more leaves: workers look at the state again before each call. Harmless to repeat."""
    if not can_work_campaign(by, campaign):
        raise NotAllowed()
    _hold(campaign)
    if campaign.state != CampaignState.STOPPED:
        move(campaign, CampaignState.STOPPED, moves=CAMPAIGN_MOVES, stopped_by=by)
        audit("reintegration.campaign.stopped", by=by, subject=campaign)
    carry_on_soon(campaign)
    return campaign


def _hold(campaign: Campaign) -> None:
    """Read it again and lock it: what the caller read may be old by now."""
    rows = Campaign.objects.select_for_update(no_key=True, of=("self",)).for_card()
    campaign.refresh_from_db(from_queryset=rows)


def _check(campaign: Campaign) -> None:
    """What is kept is what can be sent; a draft may still lack texts."""
    if not campaign.name.strip():
        raise Invalid(fields={"name": _("Give it a name.")})
    campaign.filters = audience.kept(campaign.filters)
    audience.read(campaign.filters)
    campaign.link = texts.page(campaign.link)
    campaign.texts = texts.sendable(campaign.texts, campaign.link)
    if campaign.fallback and campaign.fallback not in campaign.texts:
        raise Invalid(fields={"fallback": _("Write a text in this language, or choose none.")})


def _sendable(campaign: Campaign) -> Preview:
    """What it would do now. Raises Invalid if that is nothing."""
    if not campaign.texts:
        raise Invalid(fields={"texts": _("Write a text in at least one language.")})
    counted = preview(campaign)
    if not counted.may_get:
        raise Invalid(fields={"filters": _("Nobody on this list may get it.")})
    return counted


def _expect_approval(campaign: Campaign, people: int) -> None:
    """An approval holds for a list that has grown by a tenth at most."""
    if people <= settings.CAMPAIGN_APPROVAL_ABOVE:
        return
    if campaign.approved_people is None:
        raise Conflict(_("So many people need a second person's approval first."))
    if people > campaign.approved_people * 1.1:
        raise Conflict(_("The list has grown since it was approved. Ask for approval again."))
