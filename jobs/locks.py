"""PostgreSQL advisory locks: they end with the connection, so a killed worker leaves none."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

TRY = "SELECT pg_try_advisory_lock(hashtextextended(%s, 0))"
WAIT = "SELECT pg_advisory_lock(hashtextextended(%s, 0))"
TRY_AND_HOLD = "SELECT pg_try_advisory_xact_lock(hashtextextended(%s, 0))"
RELEASE = "SELECT pg_advisory_unlock(hashtextextended(%s, 0))"
HOLD = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


@contextmanager
def alone(name: str) -> Iterator[bool]:
    """True for one caller at a time; False at once for everybody else."""
    mine = _ask(TRY, name)
    try:
        yield mine
    finally:
        if mine:
            _ask(RELEASE, name)


def is_held(name: str) -> bool:
    """Whether anybody else is at it now."""
    with alone(name) as nobody_is:
        return not nobody_is


@contextmanager
def in_turn(name: str) -> Iterator[bool]:
    """True for one caller at a time while one more waits; False at once for everybody else.

    Whoever is sent away may be content: the one who waits starts after this moment and so
    sees all that has been committed by now.
    """
    with alone(f"{name}, next") as is_next:
        if is_next:
            _ask(WAIT, name)
    try:
        yield is_next
    finally:
        if is_next:
            _ask(RELEASE, name)


def hold(name: str) -> None:
    """Wait for the lock and keep it until the transaction ends."""
    _ask(HOLD, name)


def try_to_hold(name: str) -> bool:
    """Keep the lock until the transaction ends; False at once if another has it."""
    return _ask(TRY_AND_HOLD, name)


def of_shard(shard_id: int) -> str:
    """The name of the lock of one part of a night."""
    return f"match shard {shard_id}"


def of_subject(trigger: str, subject_id: int) -> str:
    """The name of the lock of runs about one vacancy or one person."""
    return f"match {trigger} {subject_id}"


def _ask(statement: str, name: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(statement, [f"homeward: {name}"])
        return bool(cursor.fetchone()[0])
