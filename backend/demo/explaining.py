"""Past matches get the score that the real engine gives them."""

import datetime as dt
from random import Random

from django.utils import timezone

from backend.demo.copying import Tables
from backend.demo.dice import days_before, moment
from backend.demo.world import World
from jobs import snapshot
from jobs.matching.score import score
from jobs.matching.weights import WEIGHTS
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import RunState, RunTrigger
from reintegration.models import Returnee


def write_matches(world: World, dice: Random, tables: Tables, told: list[Match]) -> int:
    """Write the matches that people were told of; their people and vacancies are written."""
    if not told:
        return 0
    people = snapshot.people(Returnee.objects.filter(pk__in={m.returnee_id for m in told}))
    openings = snapshot.openings(Vacancy.objects.filter(pk__in={m.vacancy_id for m in told}))
    person_of = {person.id: person for person in people}
    opening_of = {opening.id: opening for opening in openings}
    run = _run(world, dice, tables, len(told))
    for match in told:
        found = score(person_of[match.returnee_id], opening_of[match.vacancy_id])
        match.run, match.score, match.parts = run, found.total, {"points": found.points}
    tables.take(Match, told)
    return tables.write()


def _run(world: World, dice: Random, tables: Tables, pairs: int) -> MatchRun:
    """The run they are said to come from, older than every vacancy that is still open."""
    began = min(moment(dice, days_before(world.today, 390)), timezone.now())
    return tables.add(
        MatchRun,
        trigger=RunTrigger.NIGHTLY,
        weights_version=WEIGHTS.version,
        state=RunState.DONE,
        pairs_found=pairs,
        notices_sent=pairs,
        created_at=began,
        updated_at=began,
        finished_at=began + dt.timedelta(seconds=9),
    )
