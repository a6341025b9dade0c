from dataclasses import fields, replace

from hypothesis import given

from jobs.matching.facts import Opening, Person
from jobs.matching.score import score, shared_digits
from jobs.matching.weights import WEIGHTS
from tests.jobs.matching import world
from tests.jobs.matching.world import a_person, an_opening


def test_the_perfect_pair_has_every_point() -> None:
    person = a_person(education=6)
    opening = an_opening(months=24, education=3, wished=frozenset({3}), age_days=0)
    assert score(person, opening).total == WEIGHTS.most == 10_800


def test_each_part_is_a_share_of_its_weight() -> None:
    person = a_person(work={"7213": 6}, education=2, spot=world.KANT, commute_km=42)
    opening = an_opening(
        required=frozenset({1, 2, 7}),
        wished=frozenset({3, 8}),
        months=24,
        education=3,
        pay=36_000,
        age_days=8,
    )
    assert score(person, opening).points == {
        "required": 3000,
        "wished": 500,
        "occupation": 1750,
        "experience": 200,
        "education": 300,
        "wage": 160,
        "distance": 350,
        "recency": 200,
    }


@given(world.persons, world.openings)
def test_the_total_is_the_sum_of_its_parts_and_inside_the_scale(
    person: Person, opening: Opening
) -> None:
    found = score(person, opening)
    assert found.total == sum(found.points.values())
    assert 0 <= found.total <= WEIGHTS.most
    assert min(found.points.values()) >= 0


@given(world.persons, world.openings)
def test_another_skill_never_costs_points(person: Person, opening: Opening) -> None:
    learned = replace(person, skills=person.skills | {1, 2, 3, 4, 5, 6})
    assert score(learned, opening).total >= score(person, opening).total


def test_occupations_are_near_by_the_digits_they_share() -> None:
    pairs = [("7212", "7212"), ("7212", "7213"), ("7212", "7222"), ("7212", "7112"), ("7", "7212")]
    assert [shared_digits(*pair) for pair in pairs] == [4, 3, 2, 1, 1]


def test_the_facts_hold_nothing_that_must_not_be_weighed() -> None:
    known = {field.name for kind in (Person, Opening) for field in fields(kind)}
    forbidden = {"sex", "birth_year", "age", "name", "origin", "destinations", "disability"}
    assert not known & (forbidden | {"needs", "return_kind", "returned_on", "office", "phone"})
