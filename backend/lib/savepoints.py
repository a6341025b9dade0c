"""Work on many things in one savepoint, from which one that breaks does not keep the others."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from django.db import connection, transaction

T = TypeVar("T")
R = TypeVar("R")


def together(
    things: Sequence[T],
    work: Callable[[Sequence[T]], dict[int, R]],
    failed: Callable[[T, Exception], None],
) -> dict[int, R]:
    """What `work` finds for all of them at once; if it breaks, for each by itself.

    What was written before it broke is rolled back. Who breaks alone is handed to `failed`
    and is not among the findings. Inside a transaction; raises if that is lost itself.
    """
    if not things:
        return {}
    try:
        with transaction.atomic():
            return work(things)
    except Exception as error:
        if connection.needs_rollback:
            raise  # the whole transaction is lost, as when the connection is
        if len(things) == 1:
            failed(things[0], error)
            return {}
    found: dict[int, R] = {}
    for thing in things:
        found |= together([thing], work, failed)
    return found
