"""The engine against the plainest thing that could be right: score all, sort all, cut."""

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from jobs.matching.conditions import refusals
from jobs.matching.engine import Pair, best_for_opening, best_for_person
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


def test_equal_scores_go_to_the_lower_id_whatever_the_order_of_input() -> None:
    openings = [world.an_opening(id=number) for number in (5, 2, 9, 4)]
    found = best_for_person(world.a_person(), openings, 2)
    assert [pair.opening for pair in found] == [2, 4]


def test_nobody_and_nothing_give_no_pairs() -> None:
    assert best_for_person(world.a_person(), []) == []
    assert best_for_opening(world.an_opening(), []) == []


def test_an_opening_that_nobody_can_reach_has_no_pairs() -> None:
    opening = world.an_opening(licences=frozenset({"crane"}))
    assert best_for_opening(opening, [world.a_person()]) == []
