"""The outbox: messages, the attempts to send them, and what staff said of uncertain ones."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from backend.lib import keyed
from backend.lib.records import Record
from backend.notifications.keys import LENGTH, new_key
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.states import (
    TAKEN,
    TEXT_NEEDED,
    UNREPORTED,
    WAITING,
    Channel,
    Choice,
    Lane,
    Reason,
    State,
    Verdict,
)

BODY_LABEL = "notifications.body"


class Message(Record):
    """One text to one phone. The row is the queue: it is claimed, leased and settled here."""

    kind = models.CharField(max_length=64, help_text="A name from kinds.py")
    lane = models.CharField(max_length=8, choices=Lane.choices)
    phone = models.CharField(_("phone"), max_length=16, help_text="E.164")
    channel = models.CharField(
        max_length=8,
        choices=Channel.choices,
        default=Channel.SMS,
        db_default=Channel.SMS,
        help_text="What the person had chosen; the attempts say where it went",
    )
    language = models.CharField(max_length=8)
    body = models.TextField(help_text="As it is sent; sealed if secret, blank once taken")
    secret = models.BooleanField(default=False)
    segments = models.PositiveSmallIntegerField(help_text="How many SMS it takes")
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    person = models.UUIDField(
        null=True, help_text="Public id of the file it concerns: whose consent it rests on"
    )
    dedupe_key = models.CharField(max_length=200, unique=True)
    state = models.CharField(max_length=20, choices=State.choices, default=State.QUEUED)
    reason = models.CharField(max_length=32, blank=True, help_text="Why it is held back")
    next_at = models.DateTimeField(null=True, help_text="When a worker may take it")
    expires_at = models.DateTimeField()
    lease_until = models.DateTimeField(null=True)
    lease_token = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True, help_text="When the gateway took it")
    delivered_at = models.DateTimeField(null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="message_state_is_known", condition=Q(state__in=State.values)
            ),
            models.CheckConstraint(name="message_lane_is_known", condition=Q(lane__in=Lane.values)),
            models.CheckConstraint(
                name="message_phone_is_e164", condition=Q(phone__regex=r"^\+[1-9][0-9]{6,14}$")
            ),
            models.CheckConstraint(
                name="message_leased_while_sending",
                condition=Q(
                    state=State.SENDING, lease_until__isnull=False, lease_token__isnull=False
                )
                | (~Q(state=State.SENDING) & Q(lease_until=None, lease_token=None)),
            ),
            models.CheckConstraint(
                name="message_waiting_has_its_time",
                condition=Q(state__in=sorted(WAITING), next_at__isnull=False)
                | Q(state=State.UNKNOWN)
                | (~Q(state__in=sorted([*WAITING, State.UNKNOWN])) & Q(next_at=None)),
            ),
            models.CheckConstraint(
                name="message_held_back_says_why",
                condition=(Q(state=State.SUPPRESSED) & ~Q(reason=""))
                | (~Q(state=State.SUPPRESSED) & Q(reason="")),
            ),
            models.CheckConstraint(
                name="message_taken_has_its_time",
                condition=Q(state__in=sorted(TAKEN), sent_at__isnull=False)
                | (~Q(state__in=sorted(TAKEN)) & Q(sent_at=None)),
            ),
            models.CheckConstraint(
                name="message_delivered_has_its_time",
                condition=Q(state=State.DELIVERED, delivered_at__isnull=False)
                | (~Q(state=State.DELIVERED) & Q(delivered_at=None)),
            ),
            models.CheckConstraint(
                name="message_secret_is_blank_at_rest",
                condition=Q(secret=False) | Q(state__in=sorted(TEXT_NEEDED)) | Q(body=""),
            ),
        ]
        indexes = [
            models.Index(
                "lane",
                "next_at",
                "id",
                name="message_due",
                condition=Q(state__in=sorted([*WAITING, State.UNKNOWN])),
            ),
            models.Index(
                "expires_at",
                name="message_too_late",
                condition=Q(state__in=sorted([*WAITING, State.UNKNOWN])),
            ),
            models.Index("lease_until", name="message_leased", condition=Q(state=State.SENDING)),
            models.Index(
                "sent_at", name="message_unreported", condition=Q(state__in=sorted(UNREPORTED))
            ),
            models.Index(
                fields=["phone", "-sent_at"],
                name="message_newest_of_phone",
                condition=Q(sent_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.public_id}"

    @property
    def why_held_back(self) -> StrOrPromise:
        """In words; "" if it is not."""
        return dict(Reason.choices).get(self.reason, self.reason)

    @property
    def text(self) -> str:
        """What the phone shows. Raises ValueError if a secret one was sealed under a lost key."""
        return keyed.unseal(BODY_LABEL, self.body) if self.secret and self.body else self.body


class Attempt(models.Model):
    """One key for one gateway, committed before the first byte leaves.

    It stays open until its outcome is proven. One open attempt a message: so PostgreSQL itself
    refuses a second key, and with it a second SMS, while the first may still arrive.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(help_text="1, 2, … within the message")
    gateway = models.CharField(max_length=32)
    provider_key = models.CharField(max_length=LENGTH, unique=True, default=new_key)
    sends = models.PositiveSmallIntegerField(
        default=0,
        help_text="Calls with this key, each counted before it: 0 is proof of none",
    )
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, help_text="When the outcome was proven")
    verdict = models.CharField(max_length=16, blank=True, choices=Verdict.choices)
    detail = models.CharField(max_length=64, blank=True, help_text="The gateway's code")
    provider_reference = models.CharField(max_length=128, blank=True)
    segments = models.PositiveSmallIntegerField(null=True, help_text="As the gateway counts them")
    cost = models.DecimalField(
        max_digits=10, decimal_places=4, null=True, help_text="In the money of the account"
    )
    ask_at = models.DateTimeField(null=True, help_text="When to ask the gateway what became of it")
    asks = models.PositiveSmallIntegerField(default=0, db_default=0)
    missed_at = models.DateTimeField(
        null=True, help_text="When the gateway first said that it knows of no such SMS"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["message", "number"], name="attempt_numbered_once"),
            models.UniqueConstraint(
                fields=["message"], condition=Q(ended_at=None), name="attempt_open_one_a_message"
            ),
            models.CheckConstraint(
                name="attempt_ends_with_proof",
                condition=Q(verdict__in=["", Verdict.UNKNOWN], ended_at=None)
                | Q(
                    verdict__in=[Verdict.ACCEPTED, Verdict.NOT_ACCEPTED, Verdict.REJECTED],
                    ended_at__isnull=False,
                ),
            ),
        ]
        indexes = [
            models.Index("ask_at", name="attempt_to_ask", condition=Q(ask_at__isnull=False)),
            models.Index(fields=["gateway", "-ended_at"], name="attempt_newest_of_gateway"),
            models.Index(
                "gateway",
                "provider_reference",
                name="attempt_by_reference",
                condition=~Q(provider_reference=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gateway} {self.provider_key}"


class Settlement(models.Model):
    """What a person decided about a message that nothing else could settle."""

    message = models.OneToOneField(Message, on_delete=models.CASCADE, related_name="settlement")
    choice = models.CharField(max_length=16, choices=Choice.choices)
    reason = models.TextField(_("reason"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="settlement_choice_is_known", condition=Q(choice__in=Choice.values)
            ),
            models.CheckConstraint(name="settlement_says_why", condition=~Q(reason="")),
        ]

    def __str__(self) -> str:
        return f"{self.message_id} {self.choice}"
