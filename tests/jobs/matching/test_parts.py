"""Points by part over columns against the plain score, pair by pair."""

import numpy as np
from hypothesis import given, settings

from jobs.matching.digits import digits_of
from jobs.matching.facts import Opening, Person
from jobs.matching.parts import PARTS, points_of
from jobs.matching.score import score, shared_digits
from jobs.matching.weights import WEIGHTS
from tests.jobs.matching import world
from tests.jobs.matching.test_fast_engine import columns


@settings(max_examples=100, deadline=None)
@given(world.some_people, world.some_openings)
def test_every_pair_has_the_points_of_the_plain_score(
    people: list[Person], openings: list[Opening]
) -> None:
    words, places, asking, asked = columns(people, openings)
    of, to = (grid.ravel() for grid in np.indices((len(asking), len(asked))))
    points = points_of(asking, asked, places, words, (of, to), WEIGHTS)
    persons = {one.id: one for one in people}
    offers = {one.id: one for one in openings}
    for person, opening, found in zip(asking.id[of], asked.id[to], points, strict=True):
        wanted = score(persons[int(person)], offers[int(opening)]).points
        assert dict(zip(PARTS, found.tolist(), strict=True)) == wanted


def test_codes_share_their_leading_digits() -> None:
    words, *_ = columns([world.a_person(work=dict.fromkeys(world.CODES, 1))], [])
    found = digits_of(words.isco).tolist()
    codes = list(words.isco.numbers)
    assert found == [[shared_digits(one, two) for two in codes] for one in codes]
