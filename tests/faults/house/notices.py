"""A kind for each lane. They live for hours: how fast a machine is is not the question here."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from backend.notifications.kinds import Kind, register
from backend.notifications.states import Lane

NAMES = {Lane.CODES: "faults.code", Lane.NORMAL: "faults.notice", Lane.BULK: "faults.news"}


def _text(context: Mapping[str, Any]) -> str:
    return f"Homeward: {context['number']}"


for lane, name in NAMES.items():
    register(
        Kind(
            name=name,
            lane=lane,
            text=_text,
            expires_after=timedelta(hours=6),
            audience="tests",
            secret=lane == Lane.CODES,
            quiet_hours=False,
        )
    )
