"""What a course unlocks for many people, counted pair by pair where it must be. Compiled.

Only an opening that asks for a licence or a language of the course can become possible, so only
these are looked at; they stand by site, and a site out of reach is passed over whole. The rules
are those of conditions.py.
"""

from typing import NamedTuple

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, People, Places
from jobs.matching.compiled import inlined, njit
from jobs.matching.learning import Gains

WORD = np.uint64(1)


class Gate(NamedTuple):
    """The openings that may become possible, by site, and what each asks for."""

    site_start: Ints  # int64, one more than there are sites
    site_place: Ints  # int32, or NONE
    site_country: Ints  # int16
    row: Ints  # int64, in `Openings`
    id: Ints
    licences: Ints
    schedule: Ints
    pay: Ints
    currency: Ints
    languages_start: Ints
    languages: Ints
    levels: Ints


class Seekers(NamedTuple):
    """People as the conditions see them; who is not looking has no place here."""

    place: Ints
    relocates: Ints
    commute_km: Ints
    floor: Ints
    currency: Ints
    schedules: Ints
    licences: Ints
    languages_start: Ints
    languages: Ints
    levels: Ints
    never_start: Ints
    never: Ints


class Spread(NamedTuple):
    """The columns of `Places` that say what is in reach."""

    region: Ints
    country: Ints
    km: Ints


def gate_of(openings: Openings, gains: Gains) -> Gate:
    """The openings that ask for what the course gives and is no matter of points."""
    asks = openings.licences & gains.licences != 0
    owner = np.repeat(np.arange(len(openings)), np.diff(openings.languages.start))
    asks[owner[np.isin(openings.languages.values, gains.languages)]] = True
    rows = np.flatnonzero(asks)
    rows = rows[np.lexsort((rows, openings.place[rows], openings.country[rows]))]
    place, country = openings.place[rows], openings.country[rows]
    first = np.flatnonzero((np.diff(place, prepend=-2) != 0) | (np.diff(country, prepend=-2) != 0))
    return Gate(
        site_start=np.append(first, len(rows)).astype(np.int64),
        site_place=place[first],
        site_country=country[first],
        row=rows.astype(np.int64),
        id=openings.id[rows],
        licences=openings.licences[rows],
        schedule=openings.schedule[rows],
        pay=openings.pay[rows],
        currency=openings.currency[rows],
        languages_start=openings.languages.start,
        languages=openings.languages.values,
        levels=openings.levels,
    )


def seekers_of(people: People) -> Seekers:
    return Seekers(
        place=people.place,
        relocates=people.relocates,
        commute_km=people.commute_km,
        floor=people.floor,
        currency=people.currency,
        schedules=people.schedules,
        licences=people.licences,
        languages_start=people.languages.start,
        languages=people.languages.values,
        levels=people.levels,
        never_start=people.never.start,
        never=people.never.values,
    )


def spread_of(places: Places) -> Spread:
    return Spread(places.region, places.country, places.km)


@njit
def add_eligible(gate: Gate, before: Seekers, after: Seekers, spread: Spread, found: Ints) -> None:
    """Set a bit of `found` [person, word] for each opening, by row, that becomes possible."""
    for who in range(len(before.place)):
        for site in range(len(gate.site_place)):
            if not _in_reach(gate, before, spread, who, site):
                continue
            for at in range(gate.site_start[site], gate.site_start[site + 1]):
                if gate.licences[at] & ~after.licences[who] != 0:
                    continue
                held = gate.licences[at] & ~before.licences[who] == 0
                if not _speaks(gate, after, who, at) or (held and _speaks(gate, before, who, at)):
                    continue
                if _suits(gate, before, who, at):
                    row = gate.row[at]
                    found[who, row >> 6] |= WORD << np.uint64(row & 63)


@inlined
def _in_reach(gate: Gate, people: Seekers, spread: Spread, who: int, site: int) -> bool:
    if people.relocates[who]:
        return True
    home, place = people.place[who], gate.site_place[site]
    if gate.site_country[site] != spread.country[home]:
        return False
    if place == NONE:
        return False
    km = spread.km[home, place]
    if km == NONE:
        return spread.region[place] == spread.region[home]
    return km <= people.commute_km[who]


@inlined
def _speaks(gate: Gate, people: Seekers, who: int, at: int) -> bool:
    row = gate.row[at]
    for asked in range(gate.languages_start[row], gate.languages_start[row + 1]):
        level = 0
        for own in range(people.languages_start[who], people.languages_start[who + 1]):
            if people.languages[own] == gate.languages[asked]:
                level = people.levels[own]
        if level < gate.levels[asked]:
            return False
    return True


@inlined
def _suits(gate: Gate, people: Seekers, who: int, at: int) -> bool:
    """Hours and pay, and not one that the person will not see again."""
    hours, floor = people.schedules[who], people.floor[who]
    if hours != 0 and (hours >> np.uint64(gate.schedule[at])) & WORD == 0:
        return False
    comparable = floor != NONE and gate.pay[at] != NONE
    if comparable and gate.currency[at] == people.currency[who] and gate.pay[at] < floor:
        return False
    for one in range(people.never_start[who], people.never_start[who + 1]):
        if people.never[one] == gate.id[at]:
            return False
    return True


@njit
def add_entering(before: Ints, after: Ints, found: Ints) -> None:
    """Set a bit of `found` for each row of the lists `after` that the lists `before` lack.

    Lists are [person, place] rows, NONE where they are not full.
    """
    for who in range(len(after)):
        for row in after[who]:
            if row == NONE:
                break
            known = False
            for old in before[who]:
                known = known or old == row
            if not known:
                found[who, row >> 6] |= WORD << np.uint64(row & 63)
