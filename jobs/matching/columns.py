"""What the compiled loops are handed: plain columns and numbers, by name."""

from typing import NamedTuple

from jobs.matching.arrays import Ints, People, Places
from jobs.matching.board import Board
from jobs.matching.weights import Weights


class Asked(NamedTuple):
    """The columns of a board, see board.py."""

    lines: Ints
    required: Ints
    wished: Ints
    site_start: Ints
    site_place: Ints
    site_country: Ints
    digits: Ints
    skill_row: Ints
    skill_units: Ints
    isco_units: Ints
    level_units: Ints
    licence_words: Ints
    licence_bits: Ints
    language_words: Ints
    language_bits: Ints
    schedule_bits: Ints
    pay_steps: Ints
    pay_bits: Ints


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


def asked_of(board: Board) -> Asked:
    """What is read of a board."""
    return Asked(*(getattr(board, name) for name in Asked._fields))


def asking_of(people: People, places: Places) -> Asking:
    """What is read of people and of the places where they live."""
    return Asking(
        place=people.place,
        looking=people.looking,
        relocates=people.relocates,
        commute_km=people.commute_km,
        floor=people.floor,
        currency=people.currency,
        schedules=people.schedules,
        education=people.education,
        licences=people.licences,
        skills_start=people.skills.start,
        skills=people.skills.values,
        languages_start=people.languages.start,
        languages=people.languages.values,
        levels=people.levels,
        work_start=people.work.start,
        work=people.work.values,
        months=people.months,
        never_start=people.never.start,
        never=people.never.values,
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
