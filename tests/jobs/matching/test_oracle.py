"""Every engine against the oracle, which shares no rule with them: ids, points and order."""

from dataclasses import astuple, replace

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching.conditions import refusals
from jobs.matching.facts import Opening, Person
from jobs.matching.score import score
from jobs.matching.weights import WEIGHTS
from tests.jobs.matching import oracle, world
from tests.jobs.matching.test_fast_engine import fast, fast_people, plain


@given(world.persons, world.openings)
def test_the_plain_rules_say_of_every_pair_what_the_oracle_says(
    person: Person, opening: Opening
) -> None:
    assert (not refusals(person, opening)) == oracle.allows(person, opening)
    assert score(person, opening).total == oracle.points(person, opening)


@settings(max_examples=100, deadline=None)
@given(world.some_people, world.some_openings.map(world.many), st.integers(0, 25))
def test_everybodys_list_is_the_oracles(
    people: list[Person], openings: list[Opening], n: int
) -> None:
    wanted = [oracle.best_openings(person, openings, n) for person in people]
    assert fast(people, openings, n) == wanted
    assert plain(people, openings, n) == wanted


@settings(max_examples=100, deadline=None)
@given(world.some_people, world.some_openings, st.integers(0, 9))
def test_every_openings_people_are_the_oracles(
    people: list[Person], openings: list[Opening], n: int
) -> None:
    still_open = [one for one in openings if one.is_open]
    wanted = [oracle.best_people(opening, people, n) for opening in still_open]
    assert fast_people(people, openings, n) == wanted


def test_fifty_thousand_openings_in_one_town_are_ranked_to_the_last_tie() -> None:
    town = [world.an_opening(id=number, pay=40_000 + number % 7) for number in range(1, 50_001)]
    asks = [replace(one, licences=frozenset({"C"})) if one.id % 3 else one for one in town]
    people = [
        world.a_person(id=1),
        world.a_person(id=2, skills=frozenset(), work={}),
        world.a_person(id=3, licences=frozenset({"C"}), wage_floor=40_005),
        world.a_person(id=4, spot=world.OSH),
        world.a_person(id=5, spot=world.OSH, can_relocate=True),
    ]
    wanted = [oracle.best_openings(person, asks, 20) for person in people]
    assert fast(people, asks, 20) == wanted
    assert [len(one) for one in wanted] == [20, 20, 20, 0, 20]


# A run names the version of its weights and nothing else: numbers that change need a new one.
KNOWN = {
    "2026-11-24": (4500, 1000, (0, 0, 1000, 1750, 2500), 800, 600, 400, 700, 300, 50),
}


def test_weights_that_change_have_a_version_of_their_own() -> None:
    version, *numbers = astuple(WEIGHTS)
    assert KNOWN[version] == tuple(numbers)
