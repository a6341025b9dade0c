"""People and openings for the pure tests: a small world in which things often meet."""

from dataclasses import replace
from typing import Any

from hypothesis import strategies as st

from jobs.matching.facts import Opening, Person, Spot

BISHKEK = Spot(1, 100, "KG", (42.87, 74.59))
KANT = Spot(2, 101, "KG", (42.89, 74.85))
OSH = Spot(3, 102, "KG", (40.53, 72.80))
CHUY_REGION = Spot(101, 101, "KG")
UNMAPPED_VILLAGE = Spot(4, 101, "KG")
TASHKENT = Spot(5, 103, "UZ", (41.31, 69.24))
SPOTS = (BISHKEK, KANT, OSH, CHUY_REGION, UNMAPPED_VILLAGE, TASHKENT)
CODES = ("7212", "7213", "7222", "7", "71", "5120", "9313")
SCHEDULES = ("full", "part", "shifts")


def a_person(**facts: Any) -> Person:
    """A welder of Bishkek with three skills, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": 1,
        "spot": BISHKEK,
        "skills": frozenset({1, 2, 3}),
        "work": {"7212": 36},
        "wage_floor": 30_000,
        "wage_currency": "KGS",
    }
    return Person(**usual | facts)


def an_opening(**facts: Any) -> Opening:
    """Work for a welder in Bishkek, unless told otherwise."""
    usual: dict[str, Any] = {
        "id": 1,
        "isco": "7212",
        "country": "KG",
        "spot": BISHKEK,
        "pay": 45_000,
        "currency": "KGS",
        "required": frozenset({1, 2}),
    }
    return Opening(**usual | facts)


def _some(values: Any, most: int = 4) -> Any:
    return st.frozensets(values, max_size=most)


skills = _some(st.integers(1, 6), 6)
licences = _some(st.sampled_from(["B", "C", "welder_permit"]), 2)
languages = st.dictionaries(st.sampled_from(["ru", "en", "ky"]), st.integers(1, 6), max_size=2)
money = st.none() | st.sampled_from([0, 20_000, 30_000, 45_000, 60_000])
currencies = st.sampled_from(["KGS", "UZS"])
levels = st.none() | st.integers(0, 8)

person_facts = st.fixed_dictionaries(
    {
        "spot": st.sampled_from(SPOTS),
        "agrees": st.sampled_from([True, True, True, False]),
        "state": st.sampled_from(["active", "active", "active", "placed"]),
        "commute_km": st.sampled_from([0, 15, 30, 400]),
        "can_relocate": st.booleans(),
        "wage_floor": money,
        "wage_currency": currencies,
        "schedules": _some(st.sampled_from(SCHEDULES), 2),
        "education": levels,
        "skills": skills,
        "licences": licences,
        "languages": languages,
        "work": st.dictionaries(st.sampled_from(CODES), st.integers(0, 120), max_size=3),
        "applied": _some(st.integers(1, 12), 2),
        "declined": _some(st.integers(1, 12), 2),
        "turned_away": _some(st.integers(1, 12), 2),
    }
)
opening_facts = st.fixed_dictionaries(
    {
        "isco": st.sampled_from(CODES),
        "spot": st.none() | st.sampled_from(SPOTS),
        "country": st.sampled_from(["KG", "KG", "UZ", "RU"]),
        "is_open": st.sampled_from([True, True, True, False]),
        "schedule": st.sampled_from(SCHEDULES),
        "pay": money,
        "currency": currencies,
        "months": st.sampled_from([0, 6, 24]),
        "education": levels,
        "age_days": st.none() | st.integers(0, 30),
        "required": skills,
        "wished": skills,
        "licences": st.just(frozenset()) | licences,
        "languages": st.just({}) | languages,
    }
)
persons = st.builds(lambda id_, facts: Person(id=id_, **facts), st.integers(1, 9), person_facts)
openings = st.builds(lambda id_, facts: Opening(id=id_, **facts), st.integers(1, 12), opening_facts)


def _numbered(kind: Any, facts: Any, most: int) -> Any:
    return st.lists(facts, max_size=most).map(
        lambda found: [kind(id=number, **one) for number, one in enumerate(found, 1)]
    )


some_people = _numbered(Person, person_facts, 9)
some_openings = _numbered(Opening, opening_facts, 12)


def many(few: list[Opening]) -> list[Opening]:
    """Three of each, with ids of their own: more than anybody's list holds."""
    return [replace(one, id=one.id + 100 * times) for times in range(3) for one in few]
