"""The one signal that the job side listens to. Connected in apps.py."""

from typing import Any

from django.dispatch import receiver

from jobs.tasks import match_returnee
from jobs.unlock_tasks import count_unlocks_for
from reintegration.signals import profile_changed


@receiver(profile_changed)
def match_again(sender: Any, returnee_id: int, **kwargs: Any) -> None:
    """Sent after commit; if Redis is down, the nightly run finds the change."""
    match_returnee.apply_async((returnee_id,), queue="matching", retry=False)
    count_unlocks_for.apply_async((returnee_id,), queue="matching", retry=False)
