"""Everybody who looks for work, laid out for the question that one new vacancy asks.

People stand by home: those ready to move first, then the others by country, region and place.
So whoever is out of reach is passed over a whole town at a time. `gate` is one word with all
that licences and hours decide, `fluency` one with all that the first languages do.
docs/matching.md has the figures.
"""

from typing import Any, NamedTuple

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, People, Places, Vocabulary
from jobs.matching.digits import digits_of
from jobs.matching.score import RELATED_DIGITS
from jobs.matching.taking import picked
from jobs.matching.units import fresh_points
from jobs.matching.weights import Weights

# Licences are the low bits of a gate, hours the high ones.
LICENCES, HOURS = 48, np.uint64(16)
EVERY_HOUR = ((np.uint64(1) << HOURS) - np.uint64(1)) << np.uint64(LICENCES)
# A level of language takes four bits: three for the level, one to borrow from.
FLUENT, GUARDS = 16, np.uint64(0x8888888888888888)
WISHED = 1 << 16  # required skills are counted below, wished ones above


class Crowd(NamedTuple):
    """Columns by standing place; `home_start` runs of one place, ready to move or not."""

    row: Ints  # int32, in `People`
    gate: Ints  # uint64
    fluency: Ints  # uint64: levels of the languages whose numbers are below `FLUENT`
    floor: Ints  # int64
    currency: Ints  # int16
    education: Ints  # int8
    commute_km: Ints  # int32
    sign: Ints  # uint64: a bit for each skill, many skills to a bit
    fields: Ints  # uint64: a bit for each field of work, many fields to a bit
    skills_start: Ints
    skills: Ints
    work_start: Ints
    work: Ints
    months: Ints
    languages_start: Ints
    languages: Ints
    levels: Ints
    never_start: Ints
    never: Ints
    home_start: Ints  # int64, one more than there are homes
    home_place: Ints  # int32
    home_moves: Ints  # bool: ready to move
    home_way: Ints  # int32: the longest way that anybody travels daily


class Terms(NamedTuple):
    """What one vacancy asks, as numbers."""

    id: int
    gate: Any
    fluency: Any  # uint64
    sign: Any  # uint64: the bits of the required skills
    field: Any  # uint64: the bit of its field of work
    pay: int
    currency: int
    months: int
    education: int
    fresh: int
    asked: int
    wished: int


class Offer(NamedTuple):
    """One vacancy as the scan reads it. `wanted` is by skill word, `shared` by ISCO word."""

    terms: Terms
    wanted: Ints  # int32: 1 if required, plus WISHED if wished
    shared: Ints  # uint8: leading digits shared with this kind of work
    languages: Ints  # those that `fluency` has no room for
    levels: Ints
    home_km: Ints  # int32 by home: how far, or NONE
    home_local: Ints  # bool by home: in the country of the work
    home_known: Ints  # bool by home: in the region of the work


def crowd_of(people: People, words: Vocabulary, places: Places) -> Crowd:
    """The crowd of all who are looking.

    ValueError if there are more kinds of licences or hours than a gate has bits.
    """
    if (people.licences >> np.uint64(LICENCES)).any() or (people.schedules >> HOURS).any():
        raise ValueError(f"a gate holds {LICENCES} licences and {HOURS} kinds of hours at most")
    looking = np.flatnonzero(people.looking)
    place = people.place[looking]
    by = (looking, place, places.region[place], places.country[place], ~people.relocates[looking])
    order = looking[np.lexsort(by)]
    place, moves, way = (
        column[order] for column in (people.place, people.relocates, people.commute_km)
    )
    changes = np.flatnonzero((np.diff(place) != 0) | (np.diff(moves) != 0)) + 1
    start = np.concatenate(([0], changes, [len(order)])).astype(np.int64)
    start = start if len(order) else np.zeros(1, np.int64)
    hours = people.schedules[order]
    hours = np.where(hours == 0, EVERY_HOUR, hours << np.uint64(LICENCES))
    skills, _ = picked(people.skills, order)
    work, months = picked(people.work, order, people.months)
    languages, levels = picked(people.languages, order, people.levels)
    never, _ = picked(people.never, order)
    return Crowd(
        row=order.astype(np.int32),
        gate=people.licences[order] | hours,
        fluency=_united(_fluency(languages.values, levels), languages.start),
        floor=people.floor[order],
        currency=people.currency[order],
        education=people.education[order],
        commute_km=way,
        sign=_united(_bit(skills.values), skills.start),
        fields=_united(_fields(words)[work.values], work.start),
        skills_start=skills.start,
        skills=skills.values,
        work_start=work.start,
        work=work.values,
        months=months,
        languages_start=languages.start,
        languages=languages.values,
        levels=levels,
        never_start=never.start,
        never=never.values,
        home_start=start,
        home_place=place[start[:-1]],
        home_moves=moves[start[:-1]],
        home_way=np.maximum.reduceat(way, start[:-1]) if len(way) else way,
    )


def offer_of(
    openings: Openings, row: int, crowd: Crowd, words: Vocabulary, places: Places, weights: Weights
) -> Offer:
    """What the scan needs to know of one opening. ValueError as `crowd_of`."""
    if int(openings.licences[row]) >> LICENCES or openings.schedule[row] >= int(HOURS):
        raise ValueError(f"a gate holds {LICENCES} licences and {HOURS} kinds of hours at most")
    wanted = np.zeros(max(1, len(words.skills)), np.int32)
    required, wished = openings.required.of(row), openings.wished.of(row)
    wanted[required] += 1
    wanted[wished] += WISHED
    place, homes = openings.place[row], crowd.home_place
    region = np.append(places.region, NONE)[place]  # NONE is the last
    nowhere = np.full(len(homes), NONE, np.int32)
    spoken = slice(*openings.languages.start[row : row + 2])
    languages, levels = openings.languages.values[spoken], openings.levels[spoken]
    hour = np.uint64(1) << np.uint64(LICENCES + int(openings.schedule[row]))
    terms = Terms(
        id=int(openings.id[row]),
        gate=openings.licences[row] | hour,
        fluency=np.bitwise_or.reduce(_fluency(languages, levels), initial=np.uint64(0)),
        sign=np.bitwise_or.reduce(_bit(required), initial=np.uint64(0)),
        field=_fields(words)[openings.isco[row]],
        pay=int(openings.pay[row]),
        currency=int(openings.currency[row]),
        months=int(openings.months[row]),
        education=int(openings.education[row]),
        fresh=int(fresh_points(openings.age_days[row], weights)),
        asked=len(required),
        wished=len(wished),
    )
    return Offer(
        terms=terms,
        wanted=wanted,
        shared=digits_of(words.isco)[openings.isco[row]],
        languages=languages[languages >= FLUENT],
        levels=levels[languages >= FLUENT],
        home_km=nowhere if place == NONE else places.km[place, homes],
        home_local=places.country[homes] == openings.country[row],
        home_known=(places.region[homes] == region) & (place != NONE),
    )


def _bit(skills: Ints) -> Ints:
    return np.uint64(1) << (skills.astype(np.uint64) & np.uint64(63))


def _fields(words: Vocabulary) -> Ints:
    """uint64 by ISCO word: the bit of its field. Work that is related shares it."""
    related = digits_of(words.isco) >= RELATED_DIGITS
    return _bit(related.argmax(axis=1) if len(related) else np.zeros(0, np.int64))


def _fluency(languages: Ints, levels: Ints) -> Ints:
    """uint64: each level where `fluency` has it."""
    place = 4 * np.minimum(languages, FLUENT - 1).astype(np.uint64)
    return np.where(languages < FLUENT, levels, 0).astype(np.uint64) << place


def _united(words: Ints, start: Ints) -> Ints:
    """For each list its words in one."""
    found = np.zeros(len(start) - 1, np.uint64)
    some = np.flatnonzero(np.diff(start))
    if len(some):
        found[some] = np.bitwise_or.reduceat(words, start[:-1][some])
    return found
