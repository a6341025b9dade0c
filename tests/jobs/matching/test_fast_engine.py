"""The compiled engine against the plain one: the same ids and points, in the same order."""

import multiprocessing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching.arrays import Openings, People, Places, Vocabulary, openings_of, people_of
from jobs.matching.board import Board, board_of
from jobs.matching.crowd import crowd_of, offer_of
from jobs.matching.engine import best_for_opening as best_for_opening_plainly
from jobs.matching.engine import best_for_person
from jobs.matching.facts import Opening, Person
from jobs.matching.search import PER_OPENING, best_for_opening, best_for_people
from jobs.matching.weights import WEIGHTS
from tests.bench import made_up
from tests.jobs.matching import world

Listed = list[tuple[int, int]]


def columns(
    people: list[Person], openings: list[Opening]
) -> tuple[Vocabulary, Places, People, Openings]:
    words = Vocabulary()
    asking = people_of(people, words)
    for one in openings:
        words.places.number(one.spot)
    places = Places.of(list(words.places.numbers), [one.country for one in openings])
    return words, places, asking, openings_of(openings, words, places.countries)


def laid(people: list[Person], openings: list[Opening]) -> tuple[Board, People, Places, Openings]:
    words, places, asking, asked = columns(people, openings)
    return board_of(asked, words, places, WEIGHTS), asking, places, asked


def fast(people: list[Person], openings: list[Opening], n: int) -> list[Listed]:
    board, asking, places, asked = laid(people, openings)
    found, scores = best_for_people(board, asking, places, n)
    return [
        [
            (int(asked.id[row]), int(score))
            for row, score in zip(rows, points, strict=True)
            if row >= 0
        ]
        for rows, points in zip(found, scores, strict=True)
    ]


def fast_people(people: list[Person], openings: list[Opening], n: int) -> list[Listed]:
    """Of each opening that is open, in the order of ids."""
    words, places, asking, asked = columns(people, openings)
    crowd = crowd_of(asking, words, places)
    found = []
    for row in range(len(asked)):
        offer = offer_of(asked, row, crowd, words, places, WEIGHTS)
        rows, scores = best_for_opening(crowd, offer, n)
        found.append(list(zip(asking.id[rows].tolist(), scores.tolist(), strict=True)))
    return found


def plain(people: list[Person], openings: list[Opening], n: int) -> list[Listed]:
    best = [best_for_person(person, openings, n) for person in people]
    return [[(pair.opening, pair.score.total) for pair in found] for found in best]


@settings(max_examples=100, deadline=None)
@given(world.some_people, world.some_openings, st.integers(0, 5))
def test_both_engines_give_everybody_the_same_list(
    people: list[Person], openings: list[Opening], n: int
) -> None:
    assert fast(people, openings, n) == plain(people, openings, n)


def test_many_equal_openings_in_one_town_go_by_id() -> None:
    openings = [world.an_opening(id=number) for number in range(1, 301)]
    assert fast([world.a_person()], openings, 20) == plain([world.a_person()], openings, 20)


def test_an_opening_that_asks_for_more_skills_than_a_byte_can_add_up_is_still_exact() -> None:
    many = frozenset(range(1, 90))
    openings = [
        world.an_opening(id=1, required=many, wished=frozenset(range(90, 150))),
        world.an_opening(id=2, required=frozenset({1})),
    ]
    people = [
        world.a_person(id=1, skills=many),
        world.a_person(id=2, skills=frozenset(range(1, 150))),
    ]
    assert fast(people, openings, 2) == plain(people, openings, 2)


def test_more_skills_than_half_a_byte_can_count_are_still_counted() -> None:
    openings = [
        world.an_opening(id=1, required=frozenset(range(1, 17))),
        world.an_opening(id=2, wished=frozenset(range(1, 40))),
        world.an_opening(id=3, required=frozenset(range(1, 16)), wished=frozenset(range(1, 16))),
    ]
    people = [world.a_person(id=1, skills=frozenset(range(1, most))) for most in (10, 16, 17, 60)]
    assert fast(people, openings, 3) == plain(people, openings, 3)


def test_both_engines_agree_where_openings_fill_many_blocks() -> None:
    land = made_up.Land.made(np.random.default_rng(3))
    people, openings = made_up.people(land, 40), made_up.openings(land, 3000)
    board = board_of(openings, land.words, land.places, WEIGHTS)
    found, scores = best_for_people(board, people, land.places, threads=2)
    asked = [made_up.opening_of(land, openings, row) for row in range(len(openings))]
    for row in range(len(people)):
        wanted = best_for_person(made_up.person_of(land, people, row), asked)
        held = found[row][found[row] >= 0]
        assert openings.id[held].tolist() == [pair.opening for pair in wanted]
        assert scores[row][: len(held)].tolist() == [pair.score.total for pair in wanted]


def test_a_process_forked_after_a_search_has_threads_of_its_own() -> None:
    people = [world.a_person(id=1), world.a_person(id=2, can_relocate=True)]
    board, asking, places, _ = laid(people, [world.an_opening()])

    def search() -> None:
        found, _ = best_for_people(board, asking, places, 1, threads=2)
        assert found.tolist() == [[0], [0]]

    search()
    child = multiprocessing.get_context("fork").Process(target=search)
    child.start()
    child.join(20)
    assert child.exitcode == 0


def test_somebody_without_skills_or_work_has_a_list_too() -> None:
    nobody = world.a_person(skills=frozenset(), work={})
    assert fast([nobody], [world.an_opening()], 5) == plain([nobody], [world.an_opening()], 5)


def test_chosen_rows_come_in_the_order_asked_for() -> None:
    people = [world.a_person(id=number, work={"7212": number}) for number in range(1, 6)]
    board, asking, places, _ = laid(people, [world.an_opening(months=24)])
    every, scores = best_for_people(board, asking, places, 1)
    some, some_scores = best_for_people(board, asking, places, 1, rows=asking.id[[3, 0]] - 1)
    assert some.tolist() == every[[3, 0]].tolist()
    assert some_scores.tolist() == scores[[3, 0]].tolist()


@settings(max_examples=100, deadline=None)
@given(world.some_people, world.some_openings, st.integers(0, 5))
def test_both_engines_give_every_opening_the_same_people(
    people: list[Person], openings: list[Opening], n: int
) -> None:
    wanted = [best_for_opening_plainly(one, people, n) for one in openings if one.is_open]
    assert fast_people(people, openings, n) == [
        [(pair.person, pair.score.total) for pair in best] for best in wanted
    ]


def test_a_language_that_the_word_of_levels_has_no_room_for_is_asked_for_all_the_same() -> None:
    spoken = {f"{number}": 3 for number in range(20)}
    people = [
        world.a_person(id=1, languages=spoken),
        world.a_person(id=2, languages=spoken | {"19": 2}),
        world.a_person(id=3, languages=spoken | {"3": 2}),
    ]
    opening = world.an_opening(languages={"3": 3, "19": 3})
    words, places, asking, asked = columns(people, [opening])
    crowd = crowd_of(asking, words, places)
    rows, _ = best_for_opening(crowd, offer_of(asked, 0, crowd, words, places, WEIGHTS))
    assert asking.id[rows].tolist() == [1]


def test_a_vacancy_finds_the_same_people_in_a_crowd_of_thousands() -> None:
    land = made_up.Land.made(np.random.default_rng(3))
    people, openings = made_up.people(land, 6000), made_up.openings(land, 8)
    asking = [made_up.person_of(land, people, row) for row in range(len(people))]
    crowd = crowd_of(people, land.words, land.places)
    for row in range(len(openings)):
        offer = offer_of(openings, row, crowd, land.words, land.places, WEIGHTS)
        rows, scores = best_for_opening(crowd, offer, threads=2)
        opening = made_up.opening_of(land, openings, row)
        wanted = best_for_opening_plainly(opening, asking, PER_OPENING)
        assert people.id[rows].tolist() == [pair.person for pair in wanted]
        assert scores.tolist() == [pair.score.total for pair in wanted]


def test_a_board_that_does_not_know_somebodys_work_is_refused() -> None:
    board, *_ = laid([], [world.an_opening()])
    _, asking, places, _ = laid([world.a_person(work={"7212": 1, "9313": 2})], [])
    with pytest.raises(ValueError, match="older than these people"):
        best_for_people(board, asking, places)


def test_a_currency_younger_than_the_board_is_compared_with_nothing() -> None:
    words, places, _, asked = columns([world.a_person()], [world.an_opening(pay=100, currency="")])
    board = board_of(asked, words, places, WEIGHTS)
    asking = people_of([world.a_person(wage_floor=50_000, wage_currency="UZS")], words)
    found, _ = best_for_people(board, asking, places, 1)
    assert found.tolist() == [[0]]


def test_more_licences_than_a_gate_has_bits_are_refused_not_mixed_up() -> None:
    people = [world.a_person(licences=frozenset(f"{number}" for number in range(49)))]
    words, places, asking, _ = columns(people, [])
    with pytest.raises(ValueError, match="48 licences"):
        crowd_of(asking, words, places)
