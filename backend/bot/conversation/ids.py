"""What buttons carry: public ids, looked up among what the person may see."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from backend.lib.errors import NotFound


def row_of(seen: QuerySet[Any], public_id: str) -> Any:
    """The row, or NotFound: also for what is no id, since anybody can send any data."""
    try:
        wanted = UUID(public_id)
    except ValueError:
        raise NotFound() from None
    found = seen.filter(public_id=wanted).first()
    if found is None:
        raise NotFound()
    return found
