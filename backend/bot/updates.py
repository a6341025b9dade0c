"""What Telegram tells: kept first, answered after; an update that comes again changes nothing."""

import logging
from dataclasses import asdict
from datetime import timedelta

from celery import current_app
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from backend.bot import api
from backend.bot.conversation import hearing
from backend.bot.conversation.saying import Reply
from backend.bot.models import Update
from backend.bot.reading import Heard
from backend.notifications.states import Lane

AT_ONCE = 100
# Telegram repeats an update for a day at most.
KEPT = timedelta(days=14)
ANSWER = "backend.bot.tasks.answer"

logger = logging.getLogger(__name__)


def keep(update_id: int, heard: Heard | None) -> bool:
    """Write an update down, to be answered soon; False if it was written before."""
    now = timezone.now()
    told = {} if heard is None else asdict(heard)
    row = Update(update_id=update_id, heard=told, received_at=now, done_at=None if heard else now)
    if Update.objects.filter(update_id=update_id).exists():
        return False
    Update.objects.bulk_create([row], ignore_conflicts=True)
    return True


def wake() -> None:
    """Tell a worker to answer. If Redis is down the schedule will."""
    try:
        current_app.signature(ANSWER).apply_async((), queue=Lane.NORMAL, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("The bot was not woken (%s); the schedule will", type(error).__name__)


def answer() -> int:
    """Do what the next updates ask for, and say so. Returns how many.

    Once Telegram cannot be reached the rest is done in silence: a stop must not wait for it, nor
    the messages for which this worker is wanted.
    """
    answered, is_heard = 0, True
    while answered < AT_ONCE and (replies := _done_next()) is not None:
        answered += 1
        is_heard = is_heard and api.say(replies)
    return answered


def forget() -> int:
    return Update.objects.filter(received_at__lt=timezone.now() - KEPT).delete()[0]


def _done_next() -> list[Reply] | None:
    """What to say of the next update, or None: there is none.

    The deed and the end of its update in one transaction; what is said of it comes after.

    So a worker that dies may leave a person without an answer, never with a deed done twice:
    they ask again.
    """
    with transaction.atomic():
        waiting = Update.objects.waiting().order_by("update_id")
        row = waiting.select_for_update(skip_locked=True).first()
        if row is None:
            return None
        replies = _replies(row)
        row.heard, row.done_at = {}, timezone.now()
        row.save(update_fields=["heard", "problem", "done_at"])
    return replies


def _replies(row: Update) -> list[Reply]:
    try:
        with transaction.atomic():
            return hearing.replies_to(Heard(**row.heard))
    except Exception:
        # Not again for ever: the others wait behind it.
        logger.exception("Update %s could not be answered", row.update_id)
        row.problem = "failed"
        return hearing.sorry(row.heard.get("chat", 0), row.heard.get("language", ""))
