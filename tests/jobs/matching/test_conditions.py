from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jobs.matching.conditions import Condition, allows, refusals
from jobs.matching.facts import Opening, Person
from tests.jobs.matching import world
from tests.jobs.matching.world import a_person, an_opening


def codes(person: Person, opening: Opening) -> list[str]:
    return [refusal.code for refusal in refusals(person, opening)]


def test_a_fitting_pair_is_refused_by_nothing() -> None:
    assert refusals(a_person(), an_opening()) == []


BREAKS: list[tuple[Condition, dict[str, Any], dict[str, Any]]] = [
    (Condition.CLOSED, {}, {"is_open": False}),
    (Condition.NOT_LOOKING, {"state": "placed"}, {}),
    (Condition.NO_CONSENT, {"agrees": False}, {}),
    (Condition.APPLIED, {"applied": frozenset({1})}, {}),
    (Condition.DECLINED, {"declined": frozenset({1})}, {}),
    (Condition.TURNED_AWAY, {"turned_away": frozenset({1})}, {}),
    (Condition.COUNTRY, {}, {"country": "RU", "spot": None}),
    (Condition.DISTANCE, {}, {"spot": world.OSH}),
    (Condition.WAGE, {}, {"pay": 29_999}),
    (Condition.SCHEDULE, {"schedules": frozenset({"part"})}, {}),
    (Condition.LICENCE, {}, {"licences": frozenset({"C"})}),
    (Condition.LANGUAGE, {"languages": {"ru": 2}}, {"languages": {"ru": 3}}),
]


@pytest.mark.parametrize(("code", "person", "opening"), BREAKS, ids=lambda value: str(value)[:20])
def test_each_condition_refuses_alone_and_under_its_own_name(
    code: Condition, person: dict[str, Any], opening: dict[str, Any]
) -> None:
    assert codes(a_person(**person), an_opening(**opening)) == [code]


def test_every_condition_has_its_row_above() -> None:
    assert {code for code, *_ in BREAKS} == set(Condition)


def test_a_refusal_says_what_was_asked_and_what_there_is() -> None:
    person = a_person(languages={"ru": 2}, commute_km=10)
    opening = an_opening(
        spot=world.KANT, pay=20_000, licences=frozenset({"C", "B"}), languages={"ru": 4, "en": 1}
    )
    assert [(str(one.code), one.detail) for one in refusals(person, opening)] == [
        ("distance", {"km": 21, "limit": 10}),
        ("licence", {"licence": "B"}),
        ("licence", {"licence": "C"}),
        ("language", {"language": "en", "needed": 1, "has": 0}),
        ("language", {"language": "ru", "needed": 4, "has": 2}),
        ("wage", {"pay": 20_000, "floor": 30_000, "currency": "KGS"}),
    ]


@given(world.persons, world.openings)
def test_allowed_means_exactly_that_nothing_refuses(person: Person, opening: Opening) -> None:
    assert allows(person, opening) == (not refusals(person, opening))


def _more_able(person: Person) -> list[Person]:
    """The same person, able or willing to do more, one thing at a time."""
    return [
        replace(person, can_relocate=True),
        replace(person, commute_km=person.commute_km + 500),
        replace(person, wage_floor=None),
        replace(person, wage_floor=(person.wage_floor or 0) // 2),
        replace(person, schedules=frozenset()),
        replace(person, licences=person.licences | {"B", "C"}),
        replace(person, languages=dict.fromkeys(("ru", "en", "ky"), 6)),
        replace(person, skills=person.skills | {1, 2, 3, 4, 5, 6}),
        replace(person, agrees=True, state="active"),
    ]


@given(world.persons, world.openings, st.data())
def test_being_able_to_do_more_never_adds_a_refusal(
    person: Person, opening: Opening, data: st.DataObject
) -> None:
    abler = data.draw(st.sampled_from(_more_able(person)))
    assert set(codes(abler, opening)) <= set(codes(person, opening))


@given(world.persons, world.openings)
def test_skills_and_education_are_never_a_hard_condition(person: Person, opening: Opening) -> None:
    bare = replace(person, skills=frozenset(), education=None, work={})
    assert codes(bare, opening) == codes(person, opening)
