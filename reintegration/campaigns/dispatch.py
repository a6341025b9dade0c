"""Waking a worker for a campaign; `beat` finds what a lost wake left behind."""

import logging

from celery import current_app
from django.db import transaction
from kombu.exceptions import OperationalError
from redis.exceptions import RedisError

from backend.notifications.states import Lane
from reintegration.models import Campaign

CARRY_ON = "reintegration.tasks.carry_on_campaign"

logger = logging.getLogger(__name__)


def carry_on_soon(campaign: Campaign) -> None:
    """Tell a worker, once the transaction is committed."""

    def after_commit() -> None:  # not a partial: Django names in the log what has failed
        wake(campaign.pk)

    transaction.on_commit(after_commit, robust=True)


def wake(campaign_id: int) -> None:
    """If Redis is down, `beat` will."""
    try:
        # By name: tasks stand above. `retry=False`: somebody's page is waiting.
        task = current_app.signature(CARRY_ON)
        task.apply_async((campaign_id,), queue=Lane.BULK, retry=False)
    except (OperationalError, RedisError, OSError) as error:
        logger.warning("Campaign %s: no worker was woken (%s)", campaign_id, type(error).__name__)
