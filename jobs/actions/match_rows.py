"""Many matches written in few statements.

PostgreSQL takes a thousand rows as one JSON value: the ORM's own upsert costs many times as
much, and a night has a hundred thousand. A row that already says the same is not rewritten.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.db import connection
from django.db.models import Q

from jobs.matching.score import Score
from jobs.models import Match, MatchRun
from jobs.states import MatchState

AT_ONCE = 1000

UPSERT = """
INSERT INTO jobs_match AS kept (
    public_id, created_at, updated_at, run_id, returnee_id, vacancy_id, state, score, parts,
    is_current
)
SELECT gen_random_uuid(), now(), now(), %s, returnee_id, vacancy_id, %s, score, parts, true
FROM jsonb_to_recordset(%s::jsonb)
    AS found (returnee_id bigint, vacancy_id bigint, score smallint, parts jsonb)
ON CONFLICT (returnee_id, vacancy_id) DO UPDATE
SET run_id = EXCLUDED.run_id, score = EXCLUDED.score, parts = EXCLUDED.parts,
    is_current = true, updated_at = now()
WHERE (kept.score, kept.parts, kept.is_current) IS DISTINCT FROM
    (EXCLUDED.score, EXCLUDED.parts, true)
"""


@dataclass(frozen=True, slots=True)
class Row:
    """One pair as it is to stand in the table."""

    returnee_id: int
    vacancy_id: int
    score: Score


def upsert(run: MatchRun, rows: Iterable[Row]) -> None:
    """Insert new pairs, refresh those that have changed; their states stay as they are."""
    waiting = iter(rows)
    while some := list(islice(waiting, AT_ONCE)):
        found = json.dumps([_as_json(row) for row in some])
        with connection.cursor() as cursor:
            cursor.execute(UPSERT, [run.pk, MatchState.PROPOSED, found])


def _as_json(row: Row) -> dict[str, Any]:
    return {
        "returnee_id": row.returnee_id,
        "vacancy_id": row.vacancy_id,
        "score": row.score.total,
        "parts": {"points": row.score.points},
    }


def drop(among: Q, *, except_for: set[tuple[int, int]]) -> None:
    """Mark the current pairs `among` those that a run decides about as dropped.

    `except_for` is the (returnee, vacancy) ids that the run has found.
    """
    rows = Match.objects.filter(among, is_current=True)
    standing = rows.values_list("pk", "returnee_id", "vacancy_id")
    gone = [pk for pk, *pair in standing.iterator() if tuple(pair) not in except_for]
    Match.objects.filter(pk__in=gone).update(is_current=False)
