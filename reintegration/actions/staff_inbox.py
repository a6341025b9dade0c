"""What staff do with an SMS that nobody else understands."""

import hashlib
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from backend.accounts.models import User
from backend.accounts.states import ALL_OFFICES, STAFF
from backend.audit.actions import record as audit
from backend.lib.errors import Conflict, Invalid, NotAllowed
from backend.lib.transitions import move
from backend.notifications import endings, outbox
from backend.notifications.encoding import for_sms, segments
from backend.notifications.models import Message
from reintegration.models import Reply
from reintegration.permissions import can_work_reply
from reintegration.reply_querysets import SEES_UNKNOWN, ReplyQuerySet
from reintegration.staff_inbox import REPLY_MOVES, ReplyState
from reintegration.stopped import said_stop_since

MOST_SMS = 3


def language_of(reply: Reply) -> str:
    """The person's own; Russian for somebody whom nobody knows."""
    return reply.returnee.language if reply.returnee else "ru"


def wording(reply: Reply, text: str, language: str) -> str:
    """The SMS as it will be sent: with the way to stop ours, where that takes no SMS more."""
    plain = for_sms(text.strip(), language)
    if reply.returnee is None:
        return plain
    return endings.ended(plain, person=reply.returnee.public_id, language=language)


def may_take(reply: Reply) -> QuerySet[User]:
    """The colleagues to whom it can be given: those who see it."""
    staff = User.objects.filter(role__in=STAFF, is_active=True)
    if reply.returnee is None:
        return staff.filter(role__in=SEES_UNKNOWN)
    here = Q(office_id=reply.returnee.office_id, office__isnull=False)
    return staff.filter(here | Q(role__in=ALL_OFFICES))


def hold(reply: Reply) -> None:
    """Lock it, and read it again: what the caller read may be old by now."""
    rows: ReplyQuerySet = Reply.objects.select_for_update(of=("self",))
    reply.refresh_from_db(from_queryset=rows.for_card())


@transaction.atomic
def assign(reply: Reply, *, by: User, to: Any) -> Reply:
    """Give it to a colleague by public id, or to nobody (None)."""
    _expect_open(reply, by)
    taker = may_take(reply).filter(public_id=to).first() if to else None
    if to and taker is None:
        raise Invalid(fields={"to": _("Choose a colleague who sees this message.")})
    reply.assigned_to = taker
    reply.save(update_fields=["assigned_to", "updated_at"])
    audit("reintegration.reply.assigned", by=by, subject=reply, to=str(to) if to else "")
    return reply


@transaction.atomic
def answer(reply: Reply, *, by: User, text: str, language: str = "") -> Message:
    """Write back, by SMS or in the chat that the person chose; takes it in hand if nobody has.

    The same text again is the same message.
    """
    _expect_open(reply, by)
    language = language or language_of(reply)
    written = _sendable(reply, text, language)
    message = outbox.send(
        "reintegration.staff_answer",
        phone=reply.sms.phone,
        language=language,
        context={"text": written},
        dedupe_key=reply.answers_key + hashlib.sha256(written.encode()).hexdigest()[:16],
        recipient=reply.returnee.user if reply.returnee else None,
        person=reply.returnee.public_id if reply.returnee else None,
    )
    if reply.assigned_to_id is None:
        reply.assigned_to = by
        reply.save(update_fields=["assigned_to", "updated_at"])
    told = str(message.public_id)
    audit("reintegration.reply.answered", by=by, subject=reply, message=told)
    return message


@transaction.atomic
def finish(reply: Reply, *, by: User) -> Reply:
    """Nothing more is to be done."""
    if not can_work_reply(by, reply):
        raise NotAllowed()
    move(reply, ReplyState.DONE, moves=REPLY_MOVES, done_by=by, done_at=timezone.now())
    audit("reintegration.reply.done", by=by, subject=reply)
    return reply


def _sendable(reply: Reply, text: str, language: str) -> str:
    """The SMS as it will be sent. Raises Invalid or Conflict if it should not be."""
    if language not in dict(settings.LANGUAGES):
        raise Invalid(fields={"language": _("Choose one of the languages.")})
    if not text.strip():
        raise Invalid(fields={"text": _("Write an answer.")})
    written = wording(reply, text, language)
    if segments(written) > MOST_SMS:
        raise Invalid(fields={"text": _("This is more than three SMS. Write less, or call.")})
    if reply.returnee and said_stop_since(reply.returnee.public_id, reply.sms.created_at):
        raise Conflict(_("This person has asked for no more messages since. Call them."))
    if not reply.sms.phone:
        raise Conflict(_("This person has no phone number. Answer in another way."))
    return written


def _expect_open(reply: Reply, by: User) -> None:
    """Nobody is given, or answers, what is done."""
    hold(reply)
    if not can_work_reply(by, reply):
        raise NotAllowed()
    if reply.state != ReplyState.OPEN:
        raise Conflict(_("This message is done already."))
