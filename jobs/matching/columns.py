"""What the compiled loops are handed: plain columns and numbers, by name."""

from typing import NamedTuple

import numpy as np

from jobs.matching.arrays import Ints, People, Places
from jobs.matching.board import Board, Side
from jobs.matching.taking import taken
from jobs.matching.weights import Weights


class Asked(NamedTuple):
    """The columns of one side of a board, see board.py and refusals.py."""

    lines: Ints
    skills: Ints
    site_start: Ints
    site_positions: Ints
    everything: Ints
    units: Ints
    skill_bits: Ints
    required_units: Ints
    wished_units: Ints
    refusals: Ints
    site_place: Ints
    site_country: Ints
    digits: Ints
    skill_row: Ints
    required_points: Ints
    wished_points: Ints
    licences: Ints
    languages: Ints
    schedules: int
    pay_steps: Ints


class Asking(NamedTuple):
    """The columns of people, and of the places where they live."""

    place: Ints
    looking: Ints
    relocates: Ints
    commute_km: Ints
    floor: Ints
    currency: Ints
    schedules: Ints
    education: Ints
    licences: Ints
    skills_start: Ints
    skills: Ints
    languages_start: Ints
    languages: Ints
    levels: Ints
    work_start: Ints
    work: Ints
    months: Ints
    never_start: Ints
    never: Ints
    region: Ints
    country: Ints
    km: Ints


class Worth(NamedTuple):
    """The weights as plain numbers: no column, whose references would have to be counted."""

    required: int
    wished: int
    occupation: tuple[int, int, int, int, int]
    experience: int
    education: int
    wage: int
    distance: int
    wage_full_at: int


def asked_of(board: Board, side: Side) -> Asked:
    """What is read of one side of a board."""
    refusals = board.refusals
    return Asked(
        lines=side.lines.view(np.recarray),
        skills=side.skills,
        site_start=side.site_start,
        site_positions=side.site_positions,
        everything=side.everything,
        units=side.units,
        skill_bits=side.skill_bits,
        required_units=side.required_units,
        wished_units=side.wished_units,
        refusals=side.refusals,
        site_place=board.site_place,
        site_country=board.site_country,
        digits=board.digits,
        skill_row=board.skill_row,
        required_points=board.required_points,
        wished_points=board.wished_points,
        licences=refusals.licences,
        languages=refusals.languages,
        schedules=refusals.schedules,
        pay_steps=refusals.pay_steps,
    )


def asking_of(people: People, places: Places, rows: Ints) -> Asking:
    """What is read of the people of these rows, in this order, and of where they live.

    Side by side in memory: a million people are met in the order of their towns.
    """
    some = taken(people, rows)
    return Asking(
        place=some.place,
        looking=some.looking,
        relocates=some.relocates,
        commute_km=some.commute_km,
        floor=some.floor,
        currency=some.currency,
        schedules=some.schedules,
        education=some.education,
        licences=some.licences,
        skills_start=some.skills.start,
        skills=some.skills.values,
        languages_start=some.languages.start,
        languages=some.languages.values,
        levels=some.levels,
        work_start=some.work.start,
        work=some.work.values,
        months=some.months,
        never_start=some.never.start,
        never=some.never.values,
        region=places.region,
        country=places.country,
        km=places.km,
    )


def worth_of(weights: Weights) -> Worth:
    """The weights as numbers."""
    return Worth(
        required=weights.required,
        wished=weights.wished,
        occupation=weights.occupation,
        experience=weights.experience,
        education=weights.education,
        wage=weights.wage,
        distance=weights.distance,
        wage_full_at=weights.wage_full_at,
    )
