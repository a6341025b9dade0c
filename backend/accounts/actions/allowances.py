"""Counting what costs money or invites abuse, exactly and in one statement."""

from collections.abc import Iterable
from datetime import timedelta
from typing import NamedTuple

from django.db import connection

from backend.lib import keyed
from backend.lib.errors import TooMany

# Windows are fixed, not sliding: at a border a burst of twice the limit is possible, and
# in return one row per subject is enough and a lock-out always ends by itself.
SPEND = """
    INSERT INTO accounts_allowance (scope, subject, window_end, count)
    VALUES (%(scope)s, %(subject)s,
            date_bin(%(window)s, statement_timestamp(), 'epoch'::timestamptz) + %(window)s, 1)
    ON CONFLICT (scope, subject, window_end)
    DO UPDATE SET count = accounts_allowance.count + 1
    WHERE accounts_allowance.count < %(limit)s
    RETURNING count
"""
WAIT = """
    SELECT ceil(extract(epoch FROM %(window)s - (
        statement_timestamp()
        - date_bin(%(window)s, statement_timestamp(), 'epoch'::timestamptz)
    )))
"""


class Limit(NamedTuple):
    """At most `count` in each window of `seconds`, for each subject of `scope`."""

    scope: str
    count: int
    seconds: int


def spend(limit: Limit, subject: str, refusal: type[TooMany] = TooMany) -> None:
    """Count one more for `subject`. Raises `refusal` if the window is full; one query.

    Called in the transaction of the thing counted: if that is refused, nothing was spent.
    """
    window = timedelta(seconds=limit.seconds)
    values = {
        "scope": f"{limit.scope}/{limit.seconds}",
        "subject": keyed.digest("allowance", f"{limit.scope}:{subject}"),
        "window": window,
        "limit": limit.count,
    }
    with connection.cursor() as cursor:
        if limit.count > 0:
            cursor.execute(SPEND, values)
            if cursor.fetchone():
                return
        cursor.execute(WAIT, values)
        raise refusal(retry_after=int(cursor.fetchone()[0]))


def spend_all(
    limits: Iterable[tuple[str, int, int]], subjects: dict[str, str], refusal: type[TooMany]
) -> None:
    """Spend every limit, given as (scope, count, seconds), for the subject of its scope.

    The order of `limits` is the order of locks: the same for all callers, the row that
    everybody shares last.
    """
    for limit in (Limit(*values) for values in limits):
        spend(limit, subjects[limit.scope], refusal)
