"""Who may do what to messages."""

from typing import Any

from backend.notifications.querysets import READERS


def can_settle(user: Any) -> bool:
    """Those who may read every message may say what became of one."""
    return getattr(user, "role", "") in READERS
