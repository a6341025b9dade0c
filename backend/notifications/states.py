"""Where a message stands, and the moves it may make (drawn in docs/messaging.md).

`MessageQuerySet.move` makes them, and makes no other.
"""

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class Lane(models.TextChoices):
    """A queue with its own order: sign-in codes never wait behind a campaign."""

    CODES = "codes", _("Sign-in codes")
    NORMAL = "normal", _("Single messages")
    BULK = "bulk", _("Messages to many")


class Channel(models.TextChoices):
    """How a person gets messages: chosen by them (chats.py)."""

    SMS = "sms", _("SMS")
    TELEGRAM = "telegram", _("Telegram")


class State(models.TextChoices):
    DRAFT = "draft", _("Draft")
    QUEUED = "queued", _("Waiting")
    DEFERRED = "deferred", _("Waiting for the right hour")
    SENDING = "sending", _("Being sent")
    RETRY = "retry", _("Waiting for the next try")
    UNKNOWN = "unknown", _("Not known if sent")
    ACCEPTED = "accepted", _("Taken by the operator")
    SENT = "sent", _("On its way")
    DELIVERED = "delivered", _("Delivered")
    UNDELIVERED = "undelivered", _("Could not be delivered")
    EXPIRED_AT_PROVIDER = "expired_at_provider", _("Too late at the operator")
    NO_REPORT = "no_report", _("No report came")
    REJECTED = "rejected", _("Refused by the operator")
    SUPPRESSED = "suppressed", _("Held back")
    CANCELLED = "cancelled", _("Withdrawn")
    EXPIRED = "expired", _("Too late to send")
    UNKNOWN_FINAL = "unknown_final", _("Never known if sent")


class Reason(models.TextChoices):
    """Why a message is held back."""

    OPT_OUT = "opt_out", _("The person asked for no such messages")
    NO_CONSENT = "no_consent", _("No consent")
    BLOCKED = "blocked", _("Messages do not go to this number")
    LOOP = "loop", _("Too many messages to one number")
    BUDGET = "budget", _("The budget is used up")
    OUTDATED = "outdated", _("It was no longer true")
    STOPPED = "stopped", _("Staff stopped it")


class Verdict(models.TextChoices):
    """What is proven about one attempt."""

    ACCEPTED = "accepted", _("Taken")
    NOT_ACCEPTED = "not_accepted", _("Not taken")
    REJECTED = "rejected", _("Refused")
    UNKNOWN = "unknown", _("Not known")


class Choice(models.TextChoices):
    """What a person decides about a message that nothing else can settle."""

    ARRIVED = "arrived", _("It arrived")
    SEND_AGAIN = "send_again", _("It did not arrive: send it again")
    GIVE_UP = "give_up", _("Leave it")


# Sent as soon as `next_at` comes. RETRY only after proof that the gateway did not take it.
WAITING = frozenset({State.QUEUED, State.DEFERRED, State.RETRY})
# The gateway has taken it.
TAKEN = frozenset(
    {
        State.ACCEPTED,
        State.SENT,
        State.DELIVERED,
        State.UNDELIVERED,
        State.EXPIRED_AT_PROVIDER,
        State.NO_REPORT,
    }
)
# Taken, and no report has said what became of it.
UNREPORTED = frozenset({State.ACCEPTED, State.SENT})
# What may be told of the end of one that was taken; each but the last may still be corrected.
ENDS = frozenset({State.EXPIRED_AT_PROVIDER, State.UNDELIVERED, State.DELIVERED})
# The text may still be needed; in every other state a secret one is blank.
TEXT_NEEDED = WAITING | {State.DRAFT, State.SENDING, State.UNKNOWN}

_FROM_WAITING = frozenset(
    {State.SENDING, State.DEFERRED, State.SUPPRESSED, State.EXPIRED, State.CANCELLED}
)
_REPORTS = frozenset(
    {State.DELIVERED, State.UNDELIVERED, State.EXPIRED_AT_PROVIDER, State.NO_REPORT}
)
MOVES: Mapping[str, frozenset[str]] = {
    State.DRAFT: frozenset({State.QUEUED, State.CANCELLED}),
    State.QUEUED: _FROM_WAITING,
    State.DEFERRED: _FROM_WAITING,
    State.RETRY: _FROM_WAITING,
    State.SENDING: frozenset(
        # DELIVERED at once where the gateway's answer is the delivery (sandbox, Telegram).
        {State.ACCEPTED, State.DELIVERED, State.RETRY, State.REJECTED, State.UNKNOWN}
        # Back, if the worker never began the call.
        | {State.QUEUED}
    ),
    # Back to SENDING only with the key of the same attempt, at a gateway that is replay-safe; to
    # what proves an outcome when its answer, or a report, comes after all.
    State.UNKNOWN: frozenset(
        {State.SENDING, State.ACCEPTED, State.SENT, State.DELIVERED, State.UNDELIVERED}
        | {State.EXPIRED_AT_PROVIDER, State.REJECTED, State.RETRY, State.QUEUED}
        | {State.UNKNOWN_FINAL}
    ),
    # Never sent again, but the truth may still come out.
    State.UNKNOWN_FINAL: frozenset(
        {State.ACCEPTED, State.SENT, State.DELIVERED, State.UNDELIVERED}
        | {State.EXPIRED_AT_PROVIDER, State.REJECTED}
    ),
    # Reports may come in any order and more than once: each only moves on in one order, so that
    # all orders end in one state.
    State.ACCEPTED: _REPORTS | {State.SENT},
    State.SENT: _REPORTS,
    State.NO_REPORT: _REPORTS - {State.NO_REPORT},
    State.EXPIRED_AT_PROVIDER: frozenset({State.UNDELIVERED, State.DELIVERED}),
    State.UNDELIVERED: frozenset({State.DELIVERED}),
}
