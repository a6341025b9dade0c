"""The engine against the plainest thing that could be right: score all, sort all, cut."""

from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching.conditions import refusals
from jobs.matching.engine import Pair, best_for_opening, best_for_person, best_pairs
from jobs.matching.facts import Opening, Person
from jobs.matching.score import score
from tests.jobs.matching import world


def all_pairs(people: list[Person], openings: list[Opening]) -> list[Pair]:
    return [
        Pair(person.id, opening.id, score(person, opening))
        for person in people
        for opening in openings
        if not refusals(person, opening)
    ]


def first(pairs: list[Pair], n: int, tie: Callable[[Pair], int]) -> list[Pair]:
    return sorted(pairs, key=lambda pair: (-pair.score.total, tie(pair)))[:n]


@given(world.persons, world.some_openings, st.integers(0, 5))
def test_a_persons_best_are_the_first_of_all_sorted(
    person: Person, openings: list[Opening], n: int
) -> None:
    expected = first(all_pairs([person], openings), n, lambda pair: pair.opening)
    assert best_for_person(person, openings, n) == expected


@given(world.openings, world.some_people, st.integers(0, 5))
def test_an_openings_best_are_the_first_of_all_sorted(
    opening: Opening, people: list[Person], n: int
) -> None:
    expected = first(all_pairs(people, [opening]), n, lambda pair: pair.person)
    assert best_for_opening(opening, people, n) == expected


@settings(max_examples=50)
@given(world.some_people, world.some_openings, st.integers(0, 3), st.integers(0, 3))
def test_all_pairs_are_every_persons_best_and_every_openings_best(
    people: list[Person], openings: list[Opening], per_person: int, per_opening: int
) -> None:
    mine = [pair for one in people for pair in best_for_person(one, openings, per_person)]
    theirs = [pair for one in openings for pair in best_for_opening(one, people, per_opening)]
    expected = {(pair.person, pair.opening): pair for pair in mine + theirs}
    found = best_pairs(people, openings, per_person, per_opening)
    assert found == [expected[key] for key in sorted(expected)]


def test_equal_scores_go_to_the_lower_id_whatever_the_order_of_input() -> None:
    openings = [world.an_opening(id=number) for number in (5, 2, 9, 4)]
    found = best_for_person(world.a_person(), openings, 2)
    assert [pair.opening for pair in found] == [2, 4]


def test_nobody_and_nothing_give_no_pairs() -> None:
    assert best_pairs([], []) == []
    assert best_for_person(world.a_person(), []) == []
    assert best_for_opening(world.an_opening(), []) == []


def test_an_opening_that_nobody_can_reach_has_no_pairs() -> None:
    opening = world.an_opening(licences=frozenset({"crane"}))
    assert best_for_opening(opening, [world.a_person()]) == []
