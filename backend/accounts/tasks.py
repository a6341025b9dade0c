from celery import shared_task

from backend.accounts.actions.cleaning import forget_sign_ins
from backend.accounts.mail import deliver, post

__all__ = ["deliver", "forget", "post"]


@shared_task
def forget() -> None:
    """Nightly: codes, counters and sessions that are over."""
    forget_sign_ins()
