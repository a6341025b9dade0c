"""SMS from people as staff see them, and the links by which people stop ours."""

import secrets
import string

from django.conf import settings
from django.db import models
from django.db.models import Q

from backend.lib.records import Record
from reintegration.reply_querysets import ReplyQuerySet, StopLinkQuerySet
from reintegration.staff_inbox import ReplyMeaning, ReplyState

TOKEN_LETTERS = string.ascii_letters + string.digits
TOKEN_LENGTH = 10  # 59 bits: nobody guesses one


class Reply(Record):
    """One SMS from a person: whose it is, what it says, and who of the staff has it in hand."""

    sms = models.OneToOneField(
        "notifications.InboundSms", on_delete=models.PROTECT, related_name="reply"
    )
    returnee = models.ForeignKey(
        "reintegration.Returnee",
        null=True,
        on_delete=models.PROTECT,
        related_name="replies",
        help_text="None if the number is of nobody, or of several",
    )
    meaning = models.CharField(max_length=12, choices=ReplyMeaning.choices)
    state = models.CharField(max_length=12, choices=ReplyState.choices, default=ReplyState.OPEN)
    follow_up = models.ForeignKey(
        "reintegration.FollowUp", null=True, on_delete=models.PROTECT, related_name="+"
    )
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    done_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    done_at = models.DateTimeField(null=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "replies"
        constraints = [
            models.CheckConstraint(
                name="reply_done_says_by_whom",
                condition=Q(state=ReplyState.DONE, done_by__isnull=False, done_at__isnull=False)
                | (~Q(state=ReplyState.DONE) & Q(done_by=None, done_at=None)),
            ),
            models.CheckConstraint(
                name="reply_for_staff_is_never_understood",
                condition=~Q(meaning=ReplyMeaning.FOR_STAFF, state=ReplyState.UNDERSTOOD),
            ),
        ]
        indexes = [
            models.Index("id", name="reply_open", condition=Q(state=ReplyState.OPEN)),
        ]

    def __str__(self) -> str:
        return f"{self.meaning} {self.public_id}"

    @property
    def answers_key(self) -> str:
        """What the dedupe keys of the SMS that answer it begin with."""
        return f"reintegration.staff_answer:{self.public_id}:"


def new_token() -> str:
    return "".join(secrets.choice(TOKEN_LETTERS) for _ in range(TOKEN_LENGTH))


class StopLink(models.Model):
    """The end of an address by which one person stops our messages, without signing in."""

    token = models.CharField(max_length=TOKEN_LENGTH, unique=True, default=new_token)
    returnee = models.ForeignKey(
        "reintegration.Returnee", on_delete=models.CASCADE, related_name="stop_links"
    )
    expires_at = models.DateTimeField()

    objects = StopLinkQuerySet.as_manager()

    def __str__(self) -> str:
        return f"until {self.expires_at:%Y-%m-%d}"
