"""Who is told of which match, when places and patience are limited.

One problem for everybody at once: the sum of the scores is to be as large as the limits allow,
with a bonus for a person who has not been told of anything this week, so that the same few do not
get every message. `auction.py` solves it and proves how well.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from jobs.matching.auction import Arcs, Choice, choose
from jobs.matching.bidding import NOBODY, Ints


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """`per_person` notices in `days`; `per_place` notices for each place of a vacancy, ever."""

    per_person: int
    days: int
    per_place: int
    first_bonus: int
    least_score: int


# Below 4,000 points neither the work nor the skills fit: a message would only annoy.
LIMITS = Limits(per_person=3, days=7, per_place=10, first_bonus=3000, least_score=4000)


@dataclass(frozen=True, slots=True)
class Allotted:
    """Which rows are told, the best score first, and the certificate of the choice."""

    rows: Ints
    choice: Choice


def allot(
    person: Ints,
    opening: Ints,
    score: Ints,
    *,
    told: Mapping[int, int],
    places: Mapping[int, int],
    used: Mapping[int, int],
    limits: Limits = LIMITS,
) -> Allotted:
    """Whom to tell, over columns of ids and points, for millions of rows.

    One row is one candidate of one opening; ids are not negative, and no pair comes twice.
    `told` is notices of the last days by person, `places` the places of each opening, `used`
    the notices it has had. Ties go to the lower opening, then person.
    """
    rows = np.flatnonzero(score >= max(limits.least_score, 1))
    openings = np.unique(opening[rows])
    where = np.searchsorted(openings, opening[rows])
    # One sort for both, of plain numbers: of millions of rows it is most of the time here.
    order = np.argsort(person[rows] * len(openings) + where)
    rows, where = rows[order], where[order]
    first = np.flatnonzero(np.diff(person[rows], prepend=NOBODY))
    had, sent = _looked_up(told, person[rows[first]]), _looked_up(used, openings)
    choice = choose(
        Arcs(
            start=np.append(first, len(rows)),
            opening=where.astype(np.int32),
            score=score[rows].astype(np.int32),
            limit=(limits.per_person - had).clip(0).astype(np.int32),
            capacity=(limits.per_place * _looked_up(places, openings) - sent).clip(0),
            bonus=np.where(had > 0, 0, limits.first_bonus).astype(np.int32),
        )
    )
    chosen = rows[choice.chosen]
    best_first = np.lexsort((person[chosen], opening[chosen], -score[chosen]))
    return Allotted(chosen[best_first], choice)


def _looked_up(counts: Mapping[int, int], ids: NDArray[np.int64]) -> Ints:
    return np.fromiter((counts.get(one, 0) for one in ids.tolist()), np.int64, len(ids))
