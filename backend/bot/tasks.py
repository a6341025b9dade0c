"""What Celery runs. Harmless to run twice or late."""

from celery import shared_task

from backend.bot import updates
from backend.bot.actions import linking


@shared_task
def answer() -> None:
    """After each update, and every ten seconds for those whose wake was lost."""
    while updates.answer() == updates.AT_ONCE:
        pass


@shared_task
def forget() -> None:
    """Every night."""
    updates.forget()
    linking.forget()
