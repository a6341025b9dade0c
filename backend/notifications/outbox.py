"""The one way to send: write a row in the transaction of the deed it tells of.

If the deed rolls back, so does its message; if the process dies right after, the row
stands and the sweeper finds it. Celery and Redis only wake workers.
"""

import logging
import re
import threading
from collections.abc import Mapping
from typing import Any
from uuid import UUID

from celery import current_app
from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone, translation
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from backend.lib import keyed
from backend.notifications import chats, endings, kinds
from backend.notifications.encoding import for_sms, segments
from backend.notifications.models import BODY_LABEL, Message
from backend.notifications.states import Lane, State

DRAIN = "backend.notifications.tasks.drain"
ASK = "backend.notifications.tasks.ask"
E164 = re.compile(r"\+[1-9][0-9]{6,14}")

_of_thread = threading.local()
logger = logging.getLogger(__name__)


class OutsideTransaction(RuntimeError):
    """A programming error: the message could go out although its deed was never written."""


def send(
    kind: str,
    *,
    phone: str,
    language: str,
    context: Mapping[str, Any],
    dedupe_key: str,
    recipient: Any = None,
    person: UUID | None = None,
) -> Message:
    """Queue one message of `kind` for `phone` (E.164), written now in `language`.

    `recipient` is the User whose phone it is, if any; `person` the public id of the file it
    concerns, for the kinds that rest on that person's consent.
    Idempotent: a `dedupe_key` used before returns the message that it made then, unchanged.
    Raises OutsideTransaction outside an atomic block, LookupError for an unknown kind and
    ValueError for a number, a language or a text that cannot be sent.
    """
    if not connection.in_atomic_block:
        raise OutsideTransaction(f"{kind}: outbox.send belongs inside transaction.atomic")
    declared = kinds.get(kind)
    if not E164.fullmatch(phone):
        raise ValueError(f"{kind}: the number is not E.164")
    text = _written(declared, language, context)
    if declared.purpose and person:
        text = endings.ended(text, person=person, language=language)
    now = timezone.now()
    message, _ = Message.objects.get_or_create(
        dedupe_key=dedupe_key,
        defaults={
            "kind": kind,
            "lane": declared.lane,
            "phone": phone,
            "channel": chats.channel_for(declared, recipient),
            "language": language,
            "body": keyed.seal(BODY_LABEL, text) if declared.secret else text,
            "secret": declared.secret,
            "segments": segments(text),
            "recipient": recipient,
            "person": person,
            "next_at": now,
            "expires_at": now + declared.expires_after,
        },
    )
    # Robust: the deed is done, so whatever goes wrong here must not look like its failure.
    transaction.on_commit(_wake_of(declared.lane).give, robust=True)
    return message


def withdraw(dedupe_key: str) -> bool:
    """Take back a message that has not left yet; False if it has, or never was."""
    return bool(Message.objects.filter(dedupe_key=dedupe_key).move(State.CANCELLED))


def wake(lane: str) -> None:
    """Tell a worker of this lane to look. If Redis is down the sweeper will."""
    _give(DRAIN, (lane,), lane)


def wake_soon(lane: str) -> None:
    """The same, once the transaction is committed. Not a partial: Django logs the name of it."""
    transaction.on_commit(lambda: wake(lane), robust=True)


def wake_asking() -> None:
    """Tell a worker that gateways are to be asked; never one that serves codes."""
    _give(ASK, (), Lane.NORMAL)


def _give(task: str, arguments: tuple[str, ...], lane: str) -> None:
    try:
        # By name: tasks stand above the outbox. `retry=False`: the person's page is waiting.
        current_app.signature(task).apply_async(arguments, queue=lane, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("Lane %s was not woken (%s); the sweeper will", lane, type(error).__name__)


class _Wake:
    """One wake for all messages of a lane in one transaction: the first that commits gives it."""

    def __init__(self, lane: str) -> None:
        self.lane, self.given = lane, False

    def give(self) -> None:
        if not self.given:
            self.given = True
            wake(self.lane)


def _wake_of(lane: str) -> _Wake:
    """This thread's wake that is still to be given. What was rolled back gives it to the next."""
    wakes: dict[str, _Wake] = _of_thread.__dict__
    if lane not in wakes or wakes[lane].given:
        wakes[lane] = _Wake(lane)
    return wakes[lane]


def _written(kind: kinds.Kind, language: str, context: Mapping[str, Any]) -> str:
    if language not in dict(settings.LANGUAGES):
        raise ValueError(f"{kind.name}: {language!r} is not a language of this service")
    with translation.override(language):
        text = for_sms(kind.text(context), language)
    if not text:
        raise ValueError(f"{kind.name}: the text is empty")
    return text
