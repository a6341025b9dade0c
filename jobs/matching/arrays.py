"""The same facts as facts.py, as columns of numbers: what the fast engine reads.

A million `Person` objects would take gigabytes and seconds; the columns take some 130 bytes a
person. `Words` gives every code its number, so that people and openings speak of the same ones.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from jobs.matching.distance import distance
from jobs.matching.facts import Opening, Person, Spot

Ints = NDArray[Any]

# "Not named", "not known" and "nowhere", in every column that may lack a value.
NONE = -1

# Columns that stand beside the values of a list, and whose values these are.
BESIDE = {"levels": "languages", "months": "work"}


@dataclass(slots=True)
class Words:
    """Codes as numbers, in the order in which they were met. `None` and "" have no number."""

    numbers: dict[Any, int] = field(default_factory=dict)

    def number(self, code: Any) -> int:
        if code is None or code == "":
            return NONE
        return self.numbers.setdefault(code, len(self.numbers))

    def __len__(self) -> int:
        return len(self.numbers)


@dataclass(slots=True)
class Vocabulary:
    """All codes that a match compares. Licences are bits: at most 64 of them."""

    skills: Words = field(default_factory=Words)
    isco: Words = field(default_factory=Words)
    licences: Words = field(default_factory=Words)
    languages: Words = field(default_factory=Words)
    schedules: Words = field(default_factory=Words)
    currencies: Words = field(default_factory=Words)
    places: Words = field(default_factory=Words)  # numbers of `Spot`


@dataclass(slots=True)
class Lists:
    """Many short lists in one column: list `i` is `values[start[i]:start[i + 1]]`."""

    start: Ints  # int64, one more than there are lists
    values: Ints

    def of(self, index: int) -> Ints:
        return self.values[self.start[index] : self.start[index + 1]]

    @classmethod
    def made(cls, lists: Iterable[Iterable[int]], dtype: Any) -> "Lists":
        kept = [list(one) for one in lists]
        start = np.zeros(len(kept) + 1, np.int64)
        np.cumsum([len(one) for one in kept], out=start[1:])
        return cls(start, np.array([value for one in kept for value in one], dtype))


@dataclass(slots=True)
class People:
    """Everybody, sorted by id. Lists hold word numbers; `levels` and `months` go beside them."""

    id: Ints  # int64, ascending
    place: Ints  # int32
    looking: Ints  # bool: in search and agrees to be matched
    relocates: Ints  # bool
    commute_km: Ints  # int32
    floor: Ints  # int64, or NONE
    currency: Ints  # int16, or NONE
    schedules: Ints  # uint64 bits; none set is any
    education: Ints  # int8, or NONE
    licences: Ints  # uint64 bits
    skills: Lists  # int32
    languages: Lists  # int16
    levels: Ints  # int8, CEFR 1 to 6, as `languages.values`
    work: Lists  # int16, ISCO
    months: Ints  # int32, as `work.values`
    never: Lists  # int64 ids of openings: applied, declined, turned away

    def __len__(self) -> int:
        return len(self.id)


@dataclass(slots=True)
class Openings:
    """Open vacancies, sorted by id. Lists hold word numbers; `levels` goes beside `languages`."""

    id: Ints  # int64, ascending
    place: Ints  # int32, or NONE
    country: Ints  # int16, number of the country in `Places.countries`
    isco: Ints  # int16
    schedule: Ints  # int8
    pay: Ints  # int64, or NONE
    currency: Ints  # int16, or NONE
    months: Ints  # int32
    education: Ints  # int8, or NONE; 0 asks for nothing
    age_days: Ints  # int32, or NONE
    licences: Ints  # uint64 bits
    required: Lists  # int32
    wished: Lists  # int32
    languages: Lists  # int16
    levels: Ints  # int8

    def __len__(self) -> int:
        return len(self.id)


@dataclass(slots=True)
class Places:
    """All spots by their number, and how far they are apart.

    `km` is int32 kilometres, NONE where it is not known. It is made by the one function that
    knows distances, pair by pair, so that both engines round alike.
    """

    spots: list[Spot]
    region: Ints  # int32 region ids
    country: Ints  # int16
    countries: Words
    km: Ints  # int32 [place, place]

    @classmethod
    def of(cls, spots: Sequence[Spot], countries: Iterable[str] = ()) -> "Places":
        words = Words()
        for code in (*(spot.country for spot in spots), *countries):
            words.number(code)
        km = np.full((len(spots), len(spots)), NONE, np.int32)
        for row, here in enumerate(spots):
            for column in range(row, len(spots)):
                known = distance(here, spots[column])
                if known is not None:
                    km[row, column] = km[column, row] = known
        return cls(
            list(spots),
            np.array([spot.region for spot in spots], np.int32),
            np.array([words.number(spot.country) for spot in spots], np.int16),
            words,
            km,
        )


def bits(codes: Iterable[Any], words: Words) -> int:
    """The codes as bits of one number."""
    found = 0
    for code in codes:
        found |= 1 << words.number(code)
    return found


def people_of(facts: Iterable[Person], words: Vocabulary) -> People:
    """Columns from facts, sorted by id. New codes get new numbers."""
    rows = sorted(facts, key=lambda person: person.id)

    def column(values: Iterable[Any], dtype: Any) -> Ints:
        return np.array([NONE if value is None else value for value in values], dtype)

    spoken = [sorted((words.languages.number(k), v) for k, v in p.languages.items()) for p in rows]
    worked = [sorted((words.isco.number(k), v) for k, v in p.work.items()) for p in rows]
    return People(
        id=column((p.id for p in rows), np.int64),
        place=column((words.places.number(p.spot) for p in rows), np.int32),
        looking=column((p.state == "active" and p.agrees for p in rows), np.bool_),
        relocates=column((p.can_relocate for p in rows), np.bool_),
        commute_km=column((p.commute_km for p in rows), np.int32),
        floor=column((p.wage_floor for p in rows), np.int64),
        currency=column((words.currencies.number(p.wage_currency) for p in rows), np.int16),
        schedules=column((bits(p.schedules, words.schedules) for p in rows), np.uint64),
        education=column((p.education for p in rows), np.int8),
        licences=column((bits(p.licences, words.licences) for p in rows), np.uint64),
        skills=Lists.made((sorted(map(words.skills.number, p.skills)) for p in rows), np.int32),
        languages=Lists.made(([code for code, _ in one] for one in spoken), np.int16),
        levels=np.array([level for one in spoken for _, level in one], np.int8),
        work=Lists.made(([code for code, _ in one] for one in worked), np.int16),
        months=np.array([months for one in worked for _, months in one], np.int32),
        never=Lists.made((sorted(p.applied | p.declined | p.turned_away) for p in rows), np.int64),
    )


def openings_of(facts: Iterable[Opening], words: Vocabulary, countries: Words) -> Openings:
    """Columns of the open ones among the facts, sorted by id."""
    rows = sorted((one for one in facts if one.is_open), key=lambda opening: opening.id)

    def column(values: Iterable[Any], dtype: Any) -> Ints:
        return np.array([NONE if value is None else value for value in values], dtype)

    asked = [sorted((words.languages.number(k), v) for k, v in o.languages.items()) for o in rows]
    return Openings(
        id=column((o.id for o in rows), np.int64),
        place=column((words.places.number(o.spot) for o in rows), np.int32),
        country=column((countries.number(o.country) for o in rows), np.int16),
        isco=column((words.isco.number(o.isco) for o in rows), np.int16),
        schedule=column((words.schedules.number(o.schedule) for o in rows), np.int8),
        pay=column((o.pay for o in rows), np.int64),
        currency=column((words.currencies.number(o.currency) for o in rows), np.int16),
        months=column((o.months for o in rows), np.int32),
        education=column((o.education for o in rows), np.int8),
        age_days=column((o.age_days for o in rows), np.int32),
        licences=column((bits(o.licences, words.licences) for o in rows), np.uint64),
        required=Lists.made((sorted(map(words.skills.number, o.required)) for o in rows), np.int32),
        wished=Lists.made((sorted(map(words.skills.number, o.wished)) for o in rows), np.int32),
        languages=Lists.made(([code for code, _ in one] for one in asked), np.int16),
        levels=np.array([level for one in asked for _, level in one], np.int8),
    )
