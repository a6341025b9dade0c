"""Where a campaign stands, and why somebody on its list gets nothing."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CampaignState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    SUBMITTED = "submitted", _("Waits for approval")
    APPROVED = "approved", _("Approved, not yet sent")
    STARTED = "started", _("Being sent")
    DONE = "done", _("Sending has ended")
    STOPPED = "stopped", _("Stopped by staff")


CAMPAIGN_MOVES = {
    CampaignState.DRAFT: frozenset({CampaignState.SUBMITTED, CampaignState.STARTED}),
    # Back to a draft: given back, or written on.
    CampaignState.SUBMITTED: frozenset({CampaignState.DRAFT, CampaignState.APPROVED}),
    CampaignState.APPROVED: frozenset({CampaignState.DRAFT, CampaignState.STARTED}),
    CampaignState.STARTED: frozenset({CampaignState.DONE, CampaignState.STOPPED}),
}
# Nothing has left yet: it can still be written on.
UNSENT = frozenset({CampaignState.DRAFT, CampaignState.SUBMITTED, CampaignState.APPROVED})
SENT = frozenset(CampaignState) - UNSENT


class LeftOut(models.TextChoices):
    """Why a person of the list gets no message; the first that fits, in this order."""

    CLOSED = "closed", _("The file is closed")
    NO_PHONE = "no_phone", _("No phone number")
    NO_ROUTE = "no_route", _("Messages do not go to this number")
    NOT_ASKED = "not_asked", _("Never asked about messages")
    SAID_NO = "said_no", _("Wants no messages")
    NO_TEXT = "no_text", _("No text in their language")
