"""Starting the matching from an action, by the task's name: tasks stand above actions."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

MATCH_VACANCY = "jobs.tasks.match_vacancy"

logger = logging.getLogger(__name__)


def start_matching(vacancy_id: int) -> None:
    """Match a published vacancy once this transaction is committed."""
    transaction.on_commit(lambda: _send(vacancy_id), robust=True)


def _send(vacancy_id: int) -> None:
    try:
        # `retry=False`: a person's page is waiting.
        task = current_app.signature(MATCH_VACANCY)
        task.apply_async((vacancy_id,), queue="matching", retry=False)
    except (OperationalError, RedisError, OSError) as error:
        # The nightly run finds what this left.
        logger.warning("Vacancy %s was not matched at once (%s)", vacancy_id, type(error).__name__)
