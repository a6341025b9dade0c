"""A message of staff to a list of people, and the list as it was when it started."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from backend.lib.records import Record
from reintegration.campaigns.querysets import CampaignQuerySet, RecipientQuerySet
from reintegration.campaigns.states import SENT, CampaignState, LeftOut
from reintegration.states import ConsentPurpose

LONGEST_TEXT = 600
LONGEST_FILTER = 500


def _together(*names: str) -> Q:
    """All of these columns are filled, or none is."""
    return Q(**{f"{name}__isnull": False for name in names}) | Q(**dict.fromkeys(names))


class Campaign(Record):
    """What is written, to whom, and who has answered for it."""

    # The consent on which every message of a campaign rests.
    purpose = ConsentPurpose.MESSAGES

    name = models.CharField(_("name"), max_length=80)
    office = models.ForeignKey(
        "accounts.Office",
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Whose people it may reach; none: those of all offices",
    )
    filters = models.CharField(
        max_length=LONGEST_FILTER,
        blank=True,
        help_text="The query of the list of returnees; empty is everybody",
    )
    texts = models.JSONField(default=dict, help_text="By language")
    fallback = models.CharField(
        _("language for everybody else"), max_length=8, blank=True, choices=settings.LANGUAGES
    )
    link = models.CharField(
        _("page"), max_length=200, blank=True, help_text="A path of this service"
    )
    revision = models.PositiveIntegerField(default=1, help_text="Counts what was written anew")

    state = models.CharField(
        max_length=10, choices=CampaignState.choices, default=CampaignState.DRAFT
    )
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    submitted_at = models.DateTimeField(null=True)
    return_reason = models.CharField(_("reason"), max_length=300, blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(null=True)
    approved_people = models.PositiveIntegerField(null=True, help_text="On the list at that time")
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    started_at = models.DateTimeField(null=True)
    people = models.PositiveIntegerField(null=True, help_text="On the list when it started")
    alone_up_to = models.PositiveIntegerField(
        null=True, help_text="So many people needed no second person when it started"
    )
    queued_at = models.DateTimeField(null=True, help_text="When the whole list was worked off")
    stopped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    ended_at = models.DateTimeField(null=True, help_text="When nothing more could leave")

    objects = CampaignQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="campaign_state_is_known", condition=Q(state__in=CampaignState.values)
            ),
            models.CheckConstraint(
                name="campaign_approved_by_a_second_person",
                condition=Q(approved_by=None) | ~Q(approved_by=F("written_by")),
            ),
            models.CheckConstraint(
                name="campaign_approval_is_whole",
                condition=_together("approved_by", "approved_at", "approved_people"),
            ),
            models.CheckConstraint(
                name="campaign_approved_says_by_whom",
                condition=~Q(state=CampaignState.APPROVED) | Q(approved_by__isnull=False),
            ),
            models.CheckConstraint(
                name="campaign_unread_is_not_approved",
                condition=~Q(state__in=[CampaignState.DRAFT, CampaignState.SUBMITTED])
                | Q(approved_by=None),
            ),
            models.CheckConstraint(
                name="campaign_sent_says_by_whom",
                condition=Q(
                    state__in=sorted(SENT),
                    started_by__isnull=False,
                    started_at__isnull=False,
                    people__isnull=False,
                    alone_up_to__isnull=False,
                )
                | (
                    ~Q(state__in=sorted(SENT))
                    & Q(started_by=None, started_at=None, people=None, alone_up_to=None)
                ),
            ),
            models.CheckConstraint(
                name="campaign_to_many_was_approved",
                condition=Q(people=None)
                | Q(approved_by__isnull=False)
                | Q(people__lte=F("alone_up_to")),
            ),
            models.CheckConstraint(
                name="campaign_stopped_says_by_whom",
                condition=Q(state=CampaignState.STOPPED, stopped_by__isnull=False)
                | (~Q(state=CampaignState.STOPPED) & Q(stopped_by=None)),
            ),
        ]
        indexes = [
            models.Index(fields=["office", "-id"], name="campaign_of_office"),
            models.Index(
                "id",
                name="campaign_to_carry_on",
                condition=Q(
                    state__in=[CampaignState.STARTED, CampaignState.STOPPED], ended_at=None
                ),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Recipient(models.Model):
    """One person of the list, and what became of their message."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="recipients")
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="+"
    )
    message = models.OneToOneField(
        "notifications.Message", null=True, on_delete=models.PROTECT, related_name="+"
    )
    left_out = models.CharField(max_length=12, blank=True, choices=LeftOut.choices)

    objects = RecipientQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "returnee"], name="recipient_once_a_campaign"
            ),
            models.CheckConstraint(
                name="recipient_left_out_gets_nothing",
                condition=Q(message=None) | Q(left_out=""),
            ),
        ]
        indexes = [
            models.Index(
                "campaign", "id", name="recipient_pending", condition=Q(message=None, left_out="")
            ),
        ]

    def __str__(self) -> str:
        return f"{self.campaign_id} {self.returnee_id}"
