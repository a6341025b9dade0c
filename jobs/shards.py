"""What one shard of a night finds. Each reads its own facts and keeps none.

So it may run in any process on any machine, and dies with nothing but itself.
"""

import numpy as np
from django.db.models import Q

from jobs import snapshots
from jobs.found import Found
from jobs.matching.arrays import NONE
from jobs.matching.board import board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.search import PER_OPENING, PER_PERSON, best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS
from jobs.models import MatchShard
from jobs.states import ShardKind
from reintegration.models import Returnee


def find(shard: MatchShard) -> Found:
    """The best vacancies of its people, or the best people of its vacancies."""
    if shard.kind == ShardKind.PEOPLE:
        return _for_people(shard)
    return _for_openings(shard)


def _for_people(shard: MatchShard) -> Found:
    own = Q(pk__gte=shard.first_id, pk__lte=shard.last_id)
    ids = Returnee.objects.to_be_matched().filter(own).values_list("pk", flat=True)
    facts = snapshots.load(list(ids))
    board = board_of(facts.openings, facts.vocabulary, facts.places, WEIGHTS)
    rows, _ = best_for_people(board, facts.people, facts.places, PER_PERSON)
    people, places = np.nonzero(rows != NONE)
    return Found.of(facts, people, rows[people, places].astype(np.int64))


def _for_openings(shard: MatchShard) -> Found:
    facts = snapshots.load()
    crowd = crowd_of(facts.people, facts.vocabulary, facts.places)
    first, last = np.searchsorted(facts.openings.id, (shard.first_id, shard.last_id + 1))
    people, openings = [], []
    for row in range(first, last):
        offer = offer_of(facts.openings, row, crowd, facts.vocabulary, facts.places, WEIGHTS)
        best, _ = best_for_opening(crowd, offer, PER_OPENING)
        people.append(best)
        openings.append(np.full(len(best), row))
    if not people:
        return Found.none()
    return Found.of(facts, np.concatenate(people).astype(np.int64), np.concatenate(openings))
