"""State machines as one table and one compare-and-set.

A machine is a mapping from each state to the states it may move to. `move` changes the
row only if it still stands where the caller saw it, so two people who act at once cannot
both win, without a lock held over a page view.
"""

from collections.abc import Mapping
from typing import Any

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from backend.lib.errors import StateConflict

# Keys and values are the members of one TextChoices.
Moves = Mapping[Any, frozenset[Any]]


def allowed(moves: Moves, old: str, new: str) -> bool:
    """Whether the machine has the move `old` → `new`."""
    return new in moves.get(old, frozenset())


def move(thing: Model, to: str, *, moves: Moves, field: str = "state", **values: Any) -> str:
    """Move `thing` to state `to`, set `values` in the same UPDATE, return the old state.

    Raises StateConflict if the table has no such move or if another writer moved first.
    One query; sets the same values on the instance in memory, and leaves `updated_at` alone.
    """
    old = getattr(thing, field)
    if not allowed(moves, old, to):
        raise StateConflict(
            _("This step is not possible now: it is already “%(state)s”.")
            % {"state": _label(thing, field)}
        )
    manager = type(thing)._default_manager
    changed = manager.filter(pk=thing.pk, **{field: old}).update(**{field: to, **values})
    if changed != 1:
        raise StateConflict()
    for name, value in {field: to, **values}.items():
        setattr(thing, name, value)
    return str(old)


def _label(thing: Model, field: str) -> str:
    return str(getattr(thing, f"get_{field}_display")())
