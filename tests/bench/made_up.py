"""Made-up people and vacancies as columns, a million in some twenty seconds, the same each time.

Skewed as the real ones are: few towns hold most people, few skills and kinds of work are common,
half of the skills go with the work. The shares are those of the measurements that the design
began with (docs/benchmarks.md says which).
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints, Lists, Openings, People, Places, Vocabulary
from jobs.matching.facts import Opening, Person, Spot

SKILLS, TOWNS, LANGUAGES, LICENCES, HOURS = 690, 250, 8, 12, 4
REGIONS_FROM, TOWNS_A_REGION = 1001, 8  # ids: towns count from 1
RELOCATING = 0.35
COMMUTES, COMMUTE_SHARES = (10, 25, 50, 75, 100), (0.25, 0.3, 0.25, 0.15, 0.05)
SPOKEN = (0.9, 0.7, 0.35, 0.2, 0.15, 0.1, 0.05, 0.05)
ASKED_LANGUAGES = (0.6, 0.3, 0.12, 0.05, 0.02, 0.02, 0.01, 0.01)
HELD = (0.45, 0.15, 0.1, 0.08, 0.06, 0.05, 0.05, 0.04, 0.04, 0.03, 0.03, 0.02)
ASKED_LICENCES = (0.12, 0.04, 0.03, 0.02, 0.02, 0.02, 0.02, 0.01, 0.01, 0.01, 0.01, 0.01)


@dataclass(slots=True)
class Land:
    words: Vocabulary
    places: Places
    population: Ints  # share of each town
    own_skills: Ints  # int [sub-major group, rank]: the skills of a kind of work, common first
    group: Ints  # sub-major group of each ISCO word

    @classmethod
    def made(cls, dice: np.random.Generator) -> "Land":
        words = Vocabulary()
        for skill in range(SKILLS):
            words.skills.number(skill)
        codes = [
            f"{sub}{minor}{unit}" for sub in range(11, 97, 2) for minor in "123" for unit in "124"
        ]
        for code in codes:
            words.isco.number(code)
        groups = {code[:2]: at for at, code in enumerate(dict.fromkeys(c[:2] for c in codes))}
        for kind, count in (
            (words.languages, LANGUAGES),
            (words.licences, LICENCES),
            (words.schedules, HOURS),
        ):
            for number in range(count):
                kind.number(f"{number}")
        words.currencies.number("KGS")
        north, east = dice.uniform(37, 43, TOWNS), dice.uniform(60, 80, TOWNS)
        spots = [
            Spot(
                1 + at,
                REGIONS_FROM + at // TOWNS_A_REGION,
                "KG",
                (float(north[at]), float(east[at])),
            )
            for at in range(TOWNS)
        ]
        for spot in spots:
            words.places.number(spot)
        own = np.array([dice.permutation(SKILLS) for _ in groups.values()])
        return cls(words, Places.of(spots), _skewed(dice.pareto(1.2, TOWNS) + 0.3), own,
                   np.array([groups[code[:2]] for code in codes]))  # fmt: skip


def _skewed(weights: Any) -> Ints:
    return np.asarray(weights) / np.sum(weights)


def _work(land: Land, dice: np.random.Generator, count: int) -> Ints:
    common = _skewed(1 / np.arange(1, len(land.group) + 1) ** 0.8)
    order = np.random.default_rng(1).permutation(len(land.group))
    return order[dice.choice(len(common), count, p=common)]


def _skills(land: Land, dice: np.random.Generator, work: Ints, counts: Ints) -> Lists:
    """Skills of each row, without doubles; half of the draws go with the work."""
    owner = np.repeat(np.arange(len(work)), counts)
    rank = dice.choice(SKILLS, len(owner), p=_skewed(1 / np.arange(1, SKILLS + 1)))
    common = dice.random(len(owner)) < 0.5
    skill = np.where(common, rank, land.own_skills[land.group[work[owner]], rank])
    return _lists(np.unique(owner * SKILLS + skill), len(work), SKILLS, np.int32)


def _without(lists: Lists, others: Lists) -> Lists:
    """A skill is required or wished, never both."""
    count = len(lists.start) - 1
    keys, taken = (
        np.repeat(np.arange(count), np.diff(one.start)) * SKILLS + one.values
        for one in (lists, others)
    )
    return _lists(np.setdiff1d(keys, taken, assume_unique=True), count, SKILLS, np.int32)


def _lists(keys: Ints, count: int, base: int, dtype: Any) -> Lists:
    start = np.zeros(count + 1, np.int64)
    np.cumsum(np.bincount(keys // base, minlength=count), out=start[1:])
    return Lists(start, (keys % base).astype(dtype))


def _flags(dice: np.random.Generator, count: int, shares: tuple[float, ...]) -> Ints:
    """uint64 bits, each set with its share."""
    found = np.zeros(count, np.uint64)
    for bit, share in enumerate(shares):
        found |= (dice.random(count) < share).astype(np.uint64) << np.uint64(bit)
    return found


def _languages(
    dice: np.random.Generator, count: int, shares: tuple[float, ...], low: int, high: int
) -> tuple[Lists, Ints]:
    owner, language = np.nonzero(dice.random((count, LANGUAGES)) < np.array(shares))
    levels = dice.integers(low, high, len(owner)).astype(np.int8)
    return _lists(owner * LANGUAGES + language, count, LANGUAGES, np.int16), levels


def people(land: Land, count: int, seed: int = 7) -> People:
    dice = np.random.default_rng(seed)
    first = _work(land, dice, count)
    jobs = np.stack([first, _work(land, dice, count), _work(land, dice, count)], axis=1)
    near = dice.random(count) < 0.5
    jobs[near, 1] = np.minimum(first[near] + 1, len(land.group) - 1)
    kept = np.arange(3) < dice.integers(1, 4, count)[:, None]
    owner = np.nonzero(kept)[0]
    work = _lists(np.unique(owner * len(land.group) + jobs[kept]), count, len(land.group), np.int16)
    languages, levels = _languages(dice, count, SPOKEN, 3, 7)
    hours = dice.choice(np.array([0, 1, 3, 5, 9], np.uint64), count, p=(0.6, 0.1, 0.1, 0.1, 0.1))
    return People(
        id=np.arange(1, count + 1),
        place=dice.choice(TOWNS, count, p=land.population).astype(np.int32),
        looking=np.ones(count, np.bool_),
        relocates=dice.random(count) < RELOCATING,
        commute_km=dice.choice(COMMUTES, count, p=COMMUTE_SHARES).astype(np.int32),
        floor=dice.lognormal(10.3, 0.4, count).astype(np.int64) // 500 * 500,
        currency=np.zeros(count, np.int16),
        schedules=hours,
        education=dice.integers(NONE, 8, count).astype(np.int8),
        licences=_flags(dice, count, HELD),
        skills=_skills(land, dice, first, np.clip(dice.poisson(9.5, count), 3, 20)),
        languages=languages,
        levels=levels,
        work=work,
        months=dice.gamma(2, 18, len(work.values)).astype(np.int32),
        never=Lists(np.zeros(count + 1, np.int64), np.zeros(0, np.int64)),
    )


def openings(land: Land, count: int, seed: int = 8) -> Openings:
    dice = np.random.default_rng(seed)
    work = _work(land, dice, count)
    required = _skills(land, dice, work, np.clip(dice.poisson(6.5, count), 2, 12))
    wished = _skills(land, dice, work, np.clip(dice.poisson(4.5, count), 0, 10))
    languages, levels = _languages(dice, count, ASKED_LANGUAGES, 2, 6)
    return Openings(
        id=np.arange(1, count + 1),
        place=dice.choice(TOWNS, count, p=land.population).astype(np.int32),
        country=np.zeros(count, np.int16),
        isco=work.astype(np.int16),
        schedule=dice.choice(HOURS, count, p=(0.6, 0.15, 0.15, 0.1)).astype(np.int8),
        pay=dice.lognormal(10.65, 0.4, count).astype(np.int64) // 500 * 500,
        currency=np.zeros(count, np.int16),
        months=dice.choice(
            (0, 6, 12, 24, 36, 60), count, p=(0.3, 0.2, 0.2, 0.15, 0.1, 0.05)
        ).astype(np.int32),
        education=dice.integers(NONE, 7, count).astype(np.int8),
        age_days=dice.integers(0, 60, count).astype(np.int32),
        licences=_flags(dice, count, ASKED_LICENCES),
        required=required,
        wished=_without(wished, required),
        languages=languages,
        levels=levels,
    )


def person_of(land: Land, rows: People, at: int) -> Person:
    """One person of the columns as the plain engine reads them."""
    words = land.words
    spoken, levels = rows.languages, rows.levels
    span, jobs = slice(spoken.start[at], spoken.start[at + 1]), rows.work
    worked = slice(jobs.start[at], jobs.start[at + 1])
    return Person(
        id=int(rows.id[at]),
        spot=land.places.spots[rows.place[at]],
        commute_km=int(rows.commute_km[at]),
        can_relocate=bool(rows.relocates[at]),
        wage_floor=int(rows.floor[at]),
        wage_currency="KGS",
        schedules=_codes(rows.schedules[at], words.schedules),
        education=_or_none(rows.education[at]),
        skills=frozenset(rows.skills.of(at).tolist()),
        licences=_codes(rows.licences[at], words.licences),
        languages={f"{k}": int(v) for k, v in zip(spoken.values[span], levels[span], strict=True)},
        work={
            list(words.isco.numbers)[k]: int(v)
            for k, v in zip(jobs.values[worked], rows.months[worked], strict=True)
        },
    )


def opening_of(land: Land, rows: Openings, at: int) -> Opening:
    """One opening of the columns as the plain engine reads them."""
    words, asked = land.words, rows.languages
    span = slice(asked.start[at], asked.start[at + 1])
    return Opening(
        id=int(rows.id[at]),
        isco=list(words.isco.numbers)[rows.isco[at]],
        country="KG",
        spot=land.places.spots[rows.place[at]],
        schedule=f"{rows.schedule[at]}",
        pay=int(rows.pay[at]),
        currency="KGS",
        months=int(rows.months[at]),
        education=_or_none(rows.education[at]),
        age_days=int(rows.age_days[at]),
        required=frozenset(rows.required.of(at).tolist()),
        wished=frozenset(rows.wished.of(at).tolist()),
        licences=_codes(rows.licences[at], words.licences),
        languages={
            f"{k}": int(v) for k, v in zip(asked.values[span], rows.levels[span], strict=True)
        },
    )


def _codes(bits: Any, words: Any) -> frozenset[str]:
    return frozenset(code for code, number in words.numbers.items() if int(bits) >> number & 1)


def _or_none(value: Any) -> int | None:
    return None if value == NONE else int(value)
