"""Small groups are hidden outside the office: three people in a village are known people."""

from typing import Any

SMALLEST_SHOWN = 5


def hidden_if_small(count: int, *, hide: bool) -> int | None:
    """The count, or None where it would point at single people."""
    return None if hide and 0 < count < SMALLEST_SHOWN else count


def shown(value: Any) -> str:
    """For a table cell: a hidden count is said to be hidden."""
    return f"< {SMALLEST_SHOWN}" if value is None else str(value)
