"""What a course unlocks, against matching twice and comparing everything."""

from hypothesis import given, settings
from hypothesis import strategies as st

from jobs.matching.conditions import refusals
from jobs.matching.engine import PER_PERSON
from jobs.matching.facts import Opening, Person
from jobs.matching.score import score
from jobs.matching.unlocking import Taught, learned, unlocked
from tests.jobs.matching import world
from tests.jobs.matching.world import a_person, an_opening

courses = st.lists(
    st.tuples(world.skills, world.licences, world.languages),
    max_size=3,
).map(lambda facts: [Taught(number, *one) for number, one in enumerate(facts, 1)])

DRIVING = Taught(7, licences=frozenset({"B"}))
WELDING = Taught(8, skills=frozenset({9}))


def allowed(person: Person, openings: list[Opening]) -> set[int]:
    return {opening.id for opening in openings if not refusals(person, opening)}


def first_twenty(person: Person, openings: list[Opening]) -> set[int]:
    able = [opening for opening in openings if opening.id in allowed(person, openings)]
    ranked = sorted(able, key=lambda one: (-score(person, one).total, one.id))
    return {opening.id for opening in ranked[:PER_PERSON]}


@settings(max_examples=200)
@given(world.persons, world.some_openings, courses)
def test_unlocked_is_what_matching_again_adds(
    person: Person, few: list[Opening], taught: list[Taught]
) -> None:
    openings = world.many(few)
    expected: dict[int, tuple[set[int], set[int]]] = {}
    for course in taught:
        after = learned(person, course)
        eligible = allowed(after, openings) - allowed(person, openings)
        entering = first_twenty(after, openings) - first_twenty(person, openings)
        if eligible | entering:
            expected[course.course] = (eligible, entering)
    found = unlocked(person, taught, openings)
    got = {pk: (set(one.eligible), set(one.entering)) for pk, one in found.items()}
    assert got == expected


def test_a_licence_that_is_asked_for_makes_a_vacancy_possible() -> None:
    driving = an_opening(licences=frozenset({"B"}))
    found = unlocked(a_person(), [DRIVING, WELDING], [driving])
    assert list(found) == [DRIVING.course]
    assert found[DRIVING.course].eligible == {driving.id}


def test_a_licence_does_not_unlock_what_something_else_forbids() -> None:
    far = an_opening(licences=frozenset({"B"}), spot=world.OSH)
    assert unlocked(a_person(), [DRIVING], [far]) == {}


def test_a_skill_lifts_a_vacancy_into_the_twenty() -> None:
    needs_another = frozenset({1, 2, 4})
    twenty = [an_opening(id=number, required=needs_another) for number in range(PER_PERSON)]
    next_one = an_opening(id=99, required=frozenset({1, 2, 9}))
    found = unlocked(a_person(), [WELDING], [*twenty, next_one])[WELDING.course]
    assert not found.eligible
    assert found.entering == {99}


def test_a_vacancy_that_is_already_in_the_twenty_is_not_unlocked() -> None:
    wished = an_opening(wished=frozenset({9}))
    assert unlocked(a_person(), [WELDING], [wished]) == {}


def test_a_language_unlocks_from_the_level_that_is_asked_for_on() -> None:
    russian = an_opening(languages={"ru": 3})
    low, high = (Taught(level, languages={"ru": level}) for level in (2, 3))
    assert list(unlocked(a_person(languages={"ru": 1}), [low, high], [russian])) == [3]


def test_a_course_below_what_is_spoken_teaches_nothing() -> None:
    fluent = a_person(languages={"ru": 5})
    assert learned(fluent, Taught(1, languages={"ru": 3})) is fluent


def test_what_is_known_already_unlocks_nothing() -> None:
    driver = a_person(licences=frozenset({"B"}))
    assert learned(driver, DRIVING) is driver
    assert unlocked(driver, [DRIVING], [an_opening(licences=frozenset({"B"}))]) == {}


def test_a_person_with_no_skills_at_all_can_be_helped() -> None:
    nobody = a_person(skills=frozenset(), work={})
    found = unlocked(nobody, [DRIVING], [an_opening(licences=frozenset({"B"}))])
    assert found[DRIVING.course].openings == {1}
