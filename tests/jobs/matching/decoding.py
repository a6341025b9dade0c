"""Columns of numbers back as facts by their codes: two vocabularies number differently."""

from collections.abc import Iterable
from typing import Any

from jobs.matching.arrays import NONE, Ints, Lists, Openings, People, Places, Vocabulary, Words


def told_people(people: People, words: Vocabulary) -> dict[int, dict[str, Any]]:
    """What the columns say of everybody, by id."""
    return {
        int(people.id[row]): {
            "spot": _code(words.places, people.place[row]),
            "looking": bool(people.looking[row]),
            "relocates": bool(people.relocates[row]),
            "commute_km": int(people.commute_km[row]),
            "floor": int(people.floor[row]),
            "currency": _code(words.currencies, people.currency[row]),
            "schedules": _flags(words.schedules, people.schedules[row]),
            "education": int(people.education[row]),
            "licences": _flags(words.licences, people.licences[row]),
            "skills": _codes(words.skills, people.skills, row),
            "languages": _beside(words.languages, people.languages, people.levels, row),
            "work": _beside(words.isco, people.work, people.months, row),
            "never": people.never.of(row).tolist(),
        }
        for row in range(len(people))
    }


def told_openings(
    openings: Openings, words: Vocabulary, places: Places
) -> dict[int, dict[str, Any]]:
    """What the columns say of the open vacancies, by id."""
    return {
        int(openings.id[row]): {
            "spot": _code(words.places, openings.place[row]),
            "country": _code(places.countries, openings.country[row]),
            "isco": _code(words.isco, openings.isco[row]),
            "schedule": _code(words.schedules, openings.schedule[row]),
            "pay": int(openings.pay[row]),
            "currency": _code(words.currencies, openings.currency[row]),
            "months": int(openings.months[row]),
            "education": int(openings.education[row]),
            "age_days": int(openings.age_days[row]),
            "licences": _flags(words.licences, openings.licences[row]),
            "required": _codes(words.skills, openings.required, row),
            "wished": _codes(words.skills, openings.wished, row),
            "languages": _beside(words.languages, openings.languages, openings.levels, row),
        }
        for row in range(len(openings))
    }


def _code(words: Words, number: int) -> Any:
    return None if number == NONE else list(words.numbers)[number]


def _codes(words: Words, lists: Lists, row: int) -> set[Any]:
    numbers = lists.of(row).tolist()
    assert numbers == sorted(set(numbers)), "a list ascends and has everything once"
    return {_code(words, number) for number in numbers}


def _flags(words: Words, flags: Any) -> set[Any]:
    return {code for code, number in words.numbers.items() if int(flags) >> number & 1}


def _beside(words: Words, lists: Lists, values: Ints, row: int) -> dict[Any, int]:
    here = values[lists.start[row] : lists.start[row + 1]]
    codes: Iterable[Any] = (_code(words, number) for number in lists.of(row))
    return dict(zip(codes, here.tolist(), strict=True))
