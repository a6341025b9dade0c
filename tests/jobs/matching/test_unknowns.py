"""What is not known: said once here, so that nobody has to guess."""

import pytest

from jobs.matching.conditions import refusals
from jobs.matching.distance import distance, km_between
from jobs.matching.explanation import explain
from jobs.matching.facts import Opening, Person, monthly
from jobs.matching.reasons import Gap
from jobs.matching.score import score
from tests.jobs.matching import world
from tests.jobs.matching.world import a_person, an_opening


def gap_codes(person: Person, opening: Opening) -> list[str]:
    return [gap.code for gap in explain(person, opening).gaps]


def test_pay_in_another_currency_refuses_nobody_earns_nothing_and_is_said() -> None:
    opening = an_opening(pay=1, currency="UZS")
    assert refusals(a_person(), opening) == []
    assert score(a_person(), opening).points["wage"] == 0
    assert Gap.PAY_ELSEWHERE in gap_codes(a_person(), opening)


def test_pay_that_is_not_named_refuses_nobody_earns_nothing_and_is_said() -> None:
    opening = an_opening(pay=None, currency="")
    assert refusals(a_person(), opening) == []
    assert score(a_person(), opening).points["wage"] == 0
    assert Gap.PAY_UNKNOWN in gap_codes(a_person(), opening)


@pytest.mark.parametrize("floor", [None, 0])
def test_without_a_floor_any_named_pay_earns_all(floor: int | None) -> None:
    person = a_person(wage_floor=floor, wage_currency="")
    assert score(person, an_opening()).points["wage"] == 400


def test_the_same_place_is_no_distance_even_without_coordinates() -> None:
    assert distance(world.UNMAPPED_VILLAGE, world.UNMAPPED_VILLAGE) == 0


def test_an_unmapped_place_is_in_reach_of_its_own_region_only() -> None:
    opening = an_opening(spot=world.UNMAPPED_VILLAGE)
    assert refusals(a_person(spot=world.KANT), opening) == []
    assert [one.detail for one in refusals(a_person(spot=world.OSH), opening)] == [
        {"km": None, "limit": 15}
    ]


def test_an_unknown_distance_earns_nothing_and_is_said() -> None:
    person, opening = a_person(spot=world.KANT), an_opening(spot=world.UNMAPPED_VILLAGE)
    assert score(person, opening).points["distance"] == 0
    assert Gap.PLACE_UNKNOWN in gap_codes(person, opening)


def test_work_without_a_place_is_for_those_ready_to_move() -> None:
    opening = an_opening(spot=None)
    assert [one.code for one in refusals(a_person(), opening)] == ["distance"]
    assert refusals(a_person(can_relocate=True), opening) == []


def test_work_across_a_border_means_moving_however_near() -> None:
    opening = an_opening(spot=world.TASHKENT, country="UZ", currency="UZS")
    neighbour = a_person(spot=world.OSH, commute_km=1000)
    assert [one.code for one in refusals(neighbour, opening)] == ["country"]


def test_a_person_with_no_skills_and_no_work_still_gets_an_answer() -> None:
    blank = a_person(skills=frozenset(), work={})
    points = score(blank, an_opening()).points
    assert (points["required"], points["occupation"]) == (0, 0)
    assert refusals(blank, an_opening()) == []


def test_where_no_skills_are_named_the_occupation_stands_for_them() -> None:
    unnamed = an_opening(required=frozenset())
    assert score(a_person(), unnamed).points["required"] == 4500
    assert score(a_person(work={"7213": 5}), unnamed).points["required"] == 3150
    assert score(a_person(work={"5120": 90}), unnamed).points["required"] == 0


def test_unknown_education_earns_nothing_only_where_some_is_asked() -> None:
    assert score(a_person(), an_opening(education=None)).points["education"] == 600
    assert score(a_person(), an_opening(education=0)).points["education"] == 600
    assert score(a_person(), an_opening(education=3)).points["education"] == 0


@pytest.mark.parametrize(
    ("amount", "period", "schedule", "expected"),
    [
        (45_000, "month", "full", 45_000),
        (2_000, "day", "full", 44_000),
        (250, "hour", "full", 44_000),
        (250, "hour", "part", 22_000),
        (None, "day", "full", None),
    ],
)
def test_pay_by_day_or_hour_is_compared_by_the_month(
    amount: int | None, period: str, schedule: str, expected: int | None
) -> None:
    assert monthly(amount, period=period, schedule=schedule) == expected


def test_bishkek_and_osh_are_three_hundred_kilometres_apart() -> None:
    assert km_between((42.87, 74.59), (40.53, 72.80)) == 299
    assert km_between((40.53, 72.80), (42.87, 74.59)) == 299
