"""What staff do to messages. Each checks, changes and writes the audit log in one transaction."""

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.audit.actions import record as audit
from backend.lib.errors import Invalid, NotAllowed, StateConflict
from backend.notifications import outbox
from backend.notifications.costs import bill
from backend.notifications.gateways.base import Accepted
from backend.notifications.models import Attempt, GatewayStatus, Message, Settlement
from backend.notifications.outcomes import closed
from backend.notifications.permissions import can_settle, can_start_gateway
from backend.notifications.querysets import MessageQuerySet
from backend.notifications.states import Choice, Lane, State, Verdict

BY_STAFF = "by_staff"


@transaction.atomic
def settle(message: Message, *, by: Any, choice: str, reason: str) -> Message:
    """Decide about an uncertain message that no gateway, key or report can settle.

    The operator or the person was asked by phone: it arrived; it did not, send it again; or
    leave it unknown for good.
    """
    if not can_settle(by):
        raise NotAllowed()
    if not reason.strip():
        raise Invalid(fields={"reason": _("Say how you know.")})
    row = Message.objects.filter(pk=message.pk)
    if not row.select_for_update().exists() or not row.parked().exists():
        raise StateConflict(_("This message is settled, or still being settled."))
    _decide(row, choice)
    Settlement.objects.create(
        message=message, choice=choice, reason=reason.strip(), by=by, at=timezone.now()
    )
    audit("notifications.message.settled", by=by, subject=message, choice=choice)
    message.refresh_from_db()
    return message


@transaction.atomic
def start_gateway(status: GatewayStatus, *, by: Any) -> GatewayStatus:
    """Let a stopped gateway work again: the account is paid, the password is right."""
    if not can_start_gateway(by):
        raise NotAllowed()
    stopped = GatewayStatus.objects.filter(pk=status.pk, stopped_at__isnull=False)
    if not stopped.update(stopped_at=None, stop_code="", paused_until=None):
        raise StateConflict(_("This gateway is at work."))
    audit("notifications.gateway.started", by=by, subject=status, gateway=status.name)
    for lane in Lane.values:
        outbox.wake_soon(lane)
    status.refresh_from_db()
    return status


def _decide(row: MessageQuerySet, choice: str) -> None:
    now = timezone.now()
    attempt = Attempt.objects.filter(message__in=row, ended_at=None)
    match choice:
        case Choice.ARRIVED:
            taken = attempt.select_related("message").get()
            written = {**closed(Verdict.ACCEPTED, now, BY_STAFF), **bill(taken, Accepted(), now)}
            attempt.update(**written)
            row.move(State.ACCEPTED, sent_at=now)
        case Choice.SEND_AGAIN:
            attempt.update(**closed(Verdict.NOT_ACCEPTED, now, BY_STAFF))
            _queue_again(row)
        case Choice.GIVE_UP:
            row.move(State.UNKNOWN_FINAL)


def _queue_again(row: MessageQuerySet) -> None:
    now = timezone.now()
    if not row.filter(expires_at__gt=now).move(State.QUEUED, next_at=now):
        raise StateConflict(_("It is too late to send this message."))
    outbox.wake_soon(row.get().lane)
