"""Who may do what to messages."""

from typing import Any

from backend.notifications.querysets import READERS


def can_read_all(user: Any) -> bool:
    return getattr(user, "role", "") in READERS


def can_settle(user: Any) -> bool:
    """Those who may read every message may say what became of one."""
    return can_read_all(user)


def can_start_gateway(user: Any) -> bool:
    return can_read_all(user)
