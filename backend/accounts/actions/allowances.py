"""Counting what costs money or invites abuse, exactly and in one statement."""

from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from backend.lib import keyed
from backend.lib.errors import TooMany

# Windows are fixed, not sliding: at a border a burst of twice the limit is possible, and
# in return one row per subject is enough and a lock-out always ends by itself.
SPEND = """
    INSERT INTO accounts_allowance (scope, subject, window_end, count)
    SELECT %(scope)s, %(subject)s, date_bin(w, statement_timestamp(), 'epoch'::timestamptz) + w, 1
    FROM make_interval(secs => %(seconds)s) AS w
    ON CONFLICT (scope, subject, window_end)
    DO UPDATE SET count = accounts_allowance.count + 1
    WHERE accounts_allowance.count < %(limit)s
    RETURNING count
"""
WAIT = """
    SELECT ceil(extract(epoch FROM
        date_bin(w, statement_timestamp(), 'epoch'::timestamptz) + w - statement_timestamp()))
    FROM make_interval(secs => %(seconds)s) AS w
"""


class Limit(NamedTuple):
    """At most `most` in each window of `seconds`, for each subject of `scope`."""

    scope: str
    most: int
    seconds: int


def spend(limit: Limit, subject: str, refusal: type[TooMany] = TooMany) -> None:
    """Count one more for `subject`. Raises `refusal` if the window is full; one query.

    Called in the transaction of the thing counted: if that is refused, nothing was spent.
    """
    values: dict[str, str | int] = {
        "scope": f"{limit.scope}/{limit.seconds}",
        "subject": keyed.digest("allowance", f"{limit.scope}:{subject}"),
        "seconds": limit.seconds,
        "limit": limit.most,
    }
    with connection.cursor() as cursor:
        if limit.most > 0:
            cursor.execute(SPEND, values)
            if cursor.fetchone():
                return
        cursor.execute(WAIT, values)
        raise refusal(retry_after=int(cursor.fetchone()[0]))


def spend_all(
    limits: Iterable[tuple[str, int, int]], subjects: dict[str, str], refusal: type[TooMany]
) -> None:
    """Spend every limit, given as (scope, most, seconds), for the subject of its scope.

    The order of `limits` is the order of locks: the same for all callers, the row that
    everybody shares last.
    """
    for limit in (Limit(*values) for values in limits):
        spend(limit, subjects[limit.scope], refusal)
