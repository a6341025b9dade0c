"""Staged pairs become matches: one shard of people at a time, in few statements.

A person's list is replaced whole and in one transaction. New matches share-lock the keys of their
person and vacancy; profiles and vacancies are changed under locks that leave keys free, so nobody
waits for a merge.
"""

import logging
from collections.abc import Iterator
from typing import Any

from django.db import OperationalError, connection, transaction
from django.utils import timezone

from jobs import locks
from jobs.actions.match_rows import INSERT, REFRESH
from jobs.actions.overtaking import StaleFacts, overtaken
from jobs.found import Found
from jobs.matching.parts import PARTS
from jobs.models import MatchFound, MatchRun, MatchShard, Vacancy
from jobs.snapshots.writing import append
from jobs.states import MatchState, RunState
from reintegration.models import Returnee

# Others that write matches wait so long as this many people take.
PEOPLE_AT_ONCE = 2_000
TRIES = 3

logger = logging.getLogger(__name__)

POINTS = ", ".join(f"'{part}', {part}" for part in PARTS)

# Text comes from PARTS and match_rows.py; values are parameters. Returns how many pairs were found.
UPSERT = f"""
WITH found AS MATERIALIZED (
    SELECT DISTINCT ON (returnee_id, vacancy_id) * FROM jobs_matchfound
    WHERE run_id = %(run)s AND returnee_id BETWEEN %(first)s AND %(last)s
        AND NOT returnee_id = ANY(%(people)s) AND NOT vacancy_id = ANY(%(vacancies)s)
        AND vacancy_id = ANY(%(open)s)
    ORDER BY returnee_id, vacancy_id
), written AS (
    {INSERT}
    SELECT gen_random_uuid(), now(), now(), run_id, returnee_id, vacancy_id, %(state)s, score,
        jsonb_build_object('points', jsonb_build_object({POINTS})), true
    FROM found
    {REFRESH}
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
    _refuse_ended(shard.run_id)
    shard.found_at = timezone.now()
    shard.save(update_fields=["found_at"])


def merge_shard(run: MatchRun, shard: MatchShard) -> None:
    """Make the staged pairs of a shard's people their matches, some people at a time.

    Raises StaleFacts if nobody can say what has changed since the run began to read, GivenUp if
    the run has ended. What is broken off can be merged again from the beginning.
    """
    pairs = sum(_merged_again(run, first, last) for first, last in _pieces(shard))
    with transaction.atomic():
        shard.merged_at = timezone.now()
        shard.save(update_fields=["merged_at"])
        run.pairs_found += pairs
        run.save(update_fields=["pairs_found", "updated_at"])


def _pieces(shard: MatchShard) -> Iterator[tuple[int, int]]:
    own = Returnee.objects.filter(pk__range=(shard.first_id, shard.last_id)).order_by("pk")
    ids = list(own.values_list("pk", flat=True))
    starts = [shard.first_id, *ids[PEOPLE_AT_ONCE::PEOPLE_AT_ONCE]]
    return zip(starts, [*(start - 1 for start in starts[1:]), shard.last_id], strict=True)


def _merged_again(run: MatchRun, first: int, last: int) -> int:
    """Once more where PostgreSQL has chosen us to end a deadlock with a person's own deed."""
    for _ in range(TRIES):
        try:
            return merge(run, first, last)
        except OperationalError as error:
            logger.warning("Run %s: people from %s once more (%s)", run.pk, first, error)
    return merge(run, first, last)


@transaction.atomic
def merge(run: MatchRun, first: int, last: int) -> int:
    """Merge the people of these ids; return how many pairs were found for them.

    Who or what has changed since the run began to read is left as it stands.
    """
    locks.hold("write matches")
    _refuse_ended(run.pk)
    changed = overtaken(run)
    if changed.everything:
        raise StaleFacts(f"Run {run.pk}: all facts have changed since it began to read")
    given: dict[str, Any] = {
        "run": run.pk,
        "first": first,
        "last": last,
        "people": list(changed.people),
        "vacancies": list(changed.vacancies),
        "open": list(Vacancy.objects.open().values_list("pk", flat=True)),
        "state": MatchState.PROPOSED,
    }
    with connection.cursor() as cursor:
        cursor.execute(UPSERT, given)
        pairs = int(cursor.fetchone()[0])
        cursor.execute(DROP, given)
    return pairs


def _refuse_ended(run_id: int) -> None:
    """Raises GivenUp, and holds off whoever would give the run up until this transaction ends."""
    if MatchRun.objects.select_for_update(no_key=True).get(pk=run_id).state != RunState.RUNNING:
        raise GivenUp(f"Run {run_id} has ended meanwhile")
