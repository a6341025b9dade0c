"""What courses unlock, by columns: against the plain engine, person by person."""

import numpy as np
import pytest
from hypothesis import given, settings

from jobs.matching import unlocking_many
from jobs.matching.arrays import Openings
from jobs.matching.board import board_of
from jobs.matching.facts import Opening, Person
from jobs.matching.learning import asked_for, gains_of, lacking
from jobs.matching.unlocking import Taught, teaches_nothing_new, unlocked
from jobs.matching.unlocking_many import unlocks_of
from jobs.matching.weights import WEIGHTS
from tests.jobs.matching import world
from tests.jobs.matching.test_fast_engine import columns
from tests.jobs.matching.test_unlocking import courses
from tests.jobs.matching.world import a_person, an_opening

# By person and course: the openings that are unlocked, and how many of them are refused today.
Answers = dict[tuple[int, int], tuple[set[int], int]]


def by_columns(people: list[Person], openings: list[Opening], taught: list[Taught]) -> Answers:
    words, places, asking, asked = columns(people, openings)
    board = board_of(asked, words, places, WEIGHTS)
    everybody = np.ones(len(asking), np.bool_)
    given_ = [(gains_of(one, asked_for(asked, words), words), everybody) for one in taught]
    answers: Answers = {}
    for found in unlocks_of(board, asked, asking, places, given_):
        for at, row in enumerate(found.rows):
            ids = opened(found.marks[at], asked)
            assert len(ids) == found.vacancies[at]
            answers[int(asking.id[row]), found.course] = (ids, int(found.eligible[at]))
    return answers


def opened(marks: np.ndarray, asked: Openings) -> set[int]:
    flags = np.unpackbits(marks.view(np.uint8), bitorder="little")[: len(asked)]
    return set(asked.id[flags.astype(np.bool_)].tolist())


def plainly(people: list[Person], openings: list[Opening], taught: list[Taught]) -> Answers:
    answers: Answers = {}
    for person in people:
        for course, one in unlocked(person, taught, openings).items():
            answers[person.id, course] = (set(one.openings), len(one.eligible))
    return answers


@settings(max_examples=300, deadline=None)
@given(world.some_people, world.some_openings, courses)
def test_both_engines_unlock_the_same(
    people: list[Person], few: list[Opening], taught: list[Taught]
) -> None:
    openings = world.many(few)
    assert by_columns(people, openings, taught) == plainly(people, openings, taught)


def test_people_come_in_shares(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unlocking_many, "AT_ONCE", 3)
    monkeypatch.setattr(unlocking_many, "MARKED", 2)
    people = [a_person(id=number) for number in range(1, 6)]
    openings = [an_opening(licences=frozenset({"B"}))]
    taught = [Taught(7, licences=frozenset({"B"}))]
    found = by_columns(people, openings, taught)
    assert found == plainly(people, openings, taught)
    assert len(found) == 5


@settings(max_examples=100, deadline=None)
@given(world.some_people, world.some_openings, courses)
def test_who_lacks_nothing_of_it_is_who_the_plain_rule_names(
    people: list[Person], openings: list[Opening], taught: list[Taught]
) -> None:
    """But for what no opening asks for, which nobody needs to learn."""
    words, _, asking, asked = columns(people, openings)
    for course in taught:
        lacks = lacking(asking, gains_of(course, asked_for(asked, words), words))
        for row, person in enumerate(people):
            assert not (lacks[row] and teaches_nothing_new(person, course))


def test_nobody_and_nothing_unlock_nothing() -> None:
    taught = [Taught(1, skills=frozenset({1}))]
    assert by_columns([], [an_opening()], taught) == {}
    assert by_columns([a_person()], [], taught) == {}
