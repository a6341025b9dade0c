from dataclasses import replace

from hypothesis import given

from jobs.matching.conditions import refusals
from jobs.matching.explanation import explain
from jobs.matching.facts import Opening, Person
from jobs.matching.reasons import Reason
from jobs.matching.score import score
from tests.jobs.matching import world
from tests.jobs.matching.world import a_person, an_opening


@given(world.persons, world.openings)
def test_an_explanation_names_every_condition_that_refuses(
    person: Person, opening: Opening
) -> None:
    assert explain(person, opening).refusals == refusals(person, opening)


@given(world.persons, world.openings)
def test_points_lost_to_gaps_are_points_missing_from_the_score(
    person: Person, opening: Opening
) -> None:
    told = explain(person, opening)
    lost = sum(gap.points for gap in told.gaps)
    assert lost <= 10_800 - told.score.total
    assert [gap.points for gap in told.gaps] == sorted((g.points for g in told.gaps), reverse=True)


@given(world.persons, world.openings)
def test_learning_the_one_skill_named_as_the_change_raises_the_score(
    person: Person, opening: Opening
) -> None:
    told = explain(person, opening)
    if told.is_allowed and told.change:
        learned = person.skills | frozenset(told.change.detail["skills"])
        after = score(replace(person, skills=learned), opening)
        assert after.total >= told.score.total + told.change.points - 1  # whole points


def test_a_good_match_says_why_and_what_would_raise_it() -> None:
    opening = an_opening(required=frozenset({1, 2, 7}), wished=frozenset({8}), months=12)
    told = explain(a_person(), opening)
    assert [(str(one.code), one.detail) for one in told.fits] == [
        ("has_skills", {"skills": [1, 2], "asked": 3}),
        ("same_work", {"isco": "7212", "digits": 4}),
        ("enough_experience", {"months": 36}),
        ("near", {"km": 0}),
        ("pay_above", {}),
    ]
    assert [str(one.code) for one in told.gaps] == ["missing_skills", "missing_wished"]
    assert told.change == Reason("missing_skills", {"skills": [7]}, 1500)


def test_a_lone_refusal_that_the_person_can_change_is_the_change() -> None:
    told = explain(a_person(), an_opening(licences=frozenset({"C"})))
    assert told.change == Reason("licence", {"licence": "C"})


def test_two_refusals_or_one_that_is_out_of_hand_have_no_single_change() -> None:
    assert explain(a_person(), an_opening(licences=frozenset({"C", "D"}))).change is None
    assert explain(a_person(), an_opening(is_open=False)).change is None


def test_the_occupation_named_is_the_nearest_then_the_longest() -> None:
    person = a_person(work={"5120": 200, "7213": 3, "7215": 8})
    fit = next(one for one in explain(person, an_opening()).fits if one.code == "same_work")
    assert fit.detail == {"isco": "7215", "digits": 3}
