"""Some matches written in few statements. A night's are merged in the database (merging.py).

PostgreSQL takes a thousand rows as one JSON value: the ORM's own upsert costs many times as
much. A row that already says the same is not rewritten.
"""

import json

import numpy as np
from django.db import connection
from django.db.models import Q

from jobs.found import Found
from jobs.matching.parts import PARTS
from jobs.models import Match, MatchRun
from jobs.snapshots.copying import among
from jobs.states import MatchState

AT_ONCE = 1000

INSERT = """
INSERT INTO jobs_match AS kept (
    public_id, created_at, updated_at, run_id, returnee_id, vacancy_id, state, score, parts,
    is_current
)
"""
# A row that already says the same is left as it is.
REFRESH = """
ON CONFLICT (returnee_id, vacancy_id) DO UPDATE
SET run_id = EXCLUDED.run_id, score = EXCLUDED.score, parts = EXCLUDED.parts,
    is_current = true, updated_at = now()
WHERE (kept.score, kept.parts, kept.is_current) IS DISTINCT FROM
    (EXCLUDED.score, EXCLUDED.parts, true)
"""
UPSERT = f"""
{INSERT}
SELECT gen_random_uuid(), now(), now(), %s, returnee_id, vacancy_id, %s, score, parts, true
FROM jsonb_to_recordset(%s::jsonb)
    AS found (returnee_id bigint, vacancy_id bigint, score smallint, parts jsonb)
{REFRESH}
"""  # noqa: S608  of the texts above alone


def upsert(run: MatchRun, found: Found) -> None:
    """Insert new pairs, refresh those that have changed; their states stay as they are."""
    with connection.cursor() as cursor:
        for start in range(0, len(found), AT_ONCE):
            some = found.only(np.arange(start, min(start + AT_ONCE, len(found))))
            cursor.execute(UPSERT, [run.pk, MatchState.PROPOSED, _as_json(some)])


def _as_json(found: Found) -> str:
    columns = (found.person, found.opening, found.score, found.points)
    rows = zip(*(column.tolist() for column in columns), strict=True)
    return json.dumps(
        [
            {
                "returnee_id": person,
                "vacancy_id": opening,
                "score": score,
                "parts": {"points": dict(zip(PARTS, points, strict=True))},
            }
            for person, opening, score, points in rows
        ]
    )


def drop(decided: Q, *, except_for: Found) -> None:
    """Mark the current pairs among those that a run has decided about as dropped.

    They, and those that stay, are of one vacancy or of one person: the pairs are told apart by
    the other side alone.
    """
    people, vacancies = among(except_for.person.tolist()), among(except_for.opening.tolist())
    standing = Match.objects.filter(decided, is_current=True)
    standing.exclude(returnee__in=people, vacancy__in=vacancies).update(is_current=False)
