"""Staged pairs become matches: one shard of people at a time, in few statements.

A person's list is replaced whole and in one transaction, and nobody waits for it: foreign keys
lock what profiles and vacancies never change.
"""

from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from jobs import locks
from jobs.actions.overtaking import StaleFacts, overtaken
from jobs.found import Found
from jobs.matching.parts import PARTS
from jobs.models import MatchFound, MatchRun, MatchShard, Vacancy
from jobs.snapshots.writing import append
from jobs.states import MatchState, RunState

POINTS = ", ".join(f"'{part}', {part}" for part in PARTS)

# Names come from PARTS; values are parameters. Returns how many pairs were found.
UPSERT = f"""
WITH found AS MATERIALIZED (
    SELECT DISTINCT ON (returnee_id, vacancy_id) * FROM jobs_matchfound
    WHERE run_id = %(run)s AND returnee_id BETWEEN %(first)s AND %(last)s
        AND NOT returnee_id = ANY(%(people)s) AND NOT vacancy_id = ANY(%(vacancies)s)
        AND vacancy_id = ANY(%(open)s)
    ORDER BY returnee_id, vacancy_id
), written AS (
    INSERT INTO jobs_match AS kept (
        public_id, created_at, updated_at, run_id, returnee_id, vacancy_id, state, score, parts,
        is_current
    )
    SELECT gen_random_uuid(), now(), now(), run_id, returnee_id, vacancy_id, %(state)s, score,
        jsonb_build_object('points', jsonb_build_object({POINTS})), true
    FROM found
    ON CONFLICT (returnee_id, vacancy_id) DO UPDATE
    SET run_id = EXCLUDED.run_id, score = EXCLUDED.score, parts = EXCLUDED.parts,
        is_current = true, updated_at = now()
    WHERE (kept.score, kept.parts, kept.is_current) IS DISTINCT FROM
        (EXCLUDED.score, EXCLUDED.parts, true)
)
SELECT count(*) FROM found
"""  # noqa: S608

DROP = """
UPDATE jobs_match AS kept SET is_current = false
WHERE is_current AND returnee_id BETWEEN %(first)s AND %(last)s
    AND NOT returnee_id = ANY(%(people)s) AND NOT vacancy_id = ANY(%(vacancies)s)
    AND NOT EXISTS (
        SELECT FROM jobs_matchfound AS found
        WHERE found.run_id = %(run)s AND found.returnee_id = kept.returnee_id
            AND found.vacancy_id = kept.vacancy_id
    )
"""


class GivenUp(RuntimeError):
    """The run has ended meanwhile; what was found is of no use."""


@transaction.atomic
def stage(shard: MatchShard, found: Found) -> None:
    """Keep what a shard has found: all of it, or nothing and GivenUp."""
    points = {part: found.points[:, column] for column, part in enumerate(PARTS)}
    named = {"returnee_id": found.person, "vacancy_id": found.opening, "score": found.score}
    append(MatchFound, {"run": found.person * 0 + shard.run_id} | named | points)
    if MatchRun.objects.select_for_update().get(pk=shard.run_id).state != RunState.RUNNING:
        raise GivenUp(f"Run {shard.run_id} was given up while {shard} was at work")
    shard.found_at = timezone.now()
    shard.save(update_fields=["found_at"])


@transaction.atomic
def merge(run: MatchRun, shard: MatchShard) -> None:
    """Make the staged pairs of these people their matches; add to the run's `pairs_found`.

    Who or what has changed since the run began to read is left as it stands.
    Raises StaleFacts if nobody can say what has changed.
    """
    locks.hold("write matches")
    changed = overtaken(run)
    if changed.everything:
        raise StaleFacts(f"Run {run.pk}: all facts have changed since it began to read")
    given: dict[str, Any] = {
        "run": run.pk,
        "first": shard.first_id,
        "last": shard.last_id,
        "people": list(changed.people),
        "vacancies": list(changed.vacancies),
        "open": list(Vacancy.objects.open().values_list("pk", flat=True)),
        "state": MatchState.PROPOSED,
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, given)
        run.pairs_found += cursor.fetchone()[0]
        cursor.execute(DROP, given)
    own = MatchFound.objects.filter(run=run)
    own.filter(returnee_id__range=(shard.first_id, shard.last_id)).delete()
    shard.merged_at = timezone.now()
    shard.save(update_fields=["merged_at"])
    run.save(update_fields=["pairs_found", "updated_at"])
