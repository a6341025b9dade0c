"""The feed of changed facts is kept short."""

import datetime as dt

from django.db import connection

from jobs.states import ChangeKind

KEPT = dt.timedelta(days=2)

# One statement, so that no row is deleted whose transaction is not counted.
FORGET = """
WITH gone AS (DELETE FROM jobs_factchange WHERE at < %s RETURNING xact)
INSERT INTO jobs_factchange (kind, subject_id, xact, at)
SELECT %s, 0, max(xact), now() FROM gone HAVING count(*) > 0
"""


def forget(*, before: dt.datetime) -> None:
    """Delete the rows written before this moment.

    One row stays for all of them, with the newest transaction among them: a snapshot that is
    older than it finds the row, and knows that it has to read everything anew.
    """
    with connection.cursor() as cursor:
        cursor.execute(FORGET, [before, ChangeKind.FORGOTTEN])
