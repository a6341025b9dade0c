"""What a person's education, work and skills can add to a score: one byte an opening.

In units of `UNIT` points, and never too little: their sum is a bound that the score cannot pass.
The skills are counted: for each two bits an opening say whether it is required, and whether it is
wished. docs/matching.md proves it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, Vocabulary
from jobs.matching.score import FRESH_WEEKS, RELATED_DIGITS
from jobs.matching.weights import Weights

# Points in a unit: 10,800 points and all rounding must stay below 256 units.
UNIT = 50
MOST_UNITS = 255
MOST_COUNTED = 15  # required skills, and wished ones: half a byte each
LEVELS = 10  # ISCED 0 to 8, and unknown: the first rows; then those of ISCO


@dataclass(slots=True)
class Units:
    """Rows of levels and of ISCO words, rows of skills, and what each skill is worth."""

    rows: Ints  # uint8 [row, opening]
    skill_row: Ints  # int32 by skill word: its row in `skills`, or NONE
    skills: Ints  # bool [row, required or wished, opening]
    required: Ints  # uint8, units for each required skill
    wished: Ints  # uint8
    wide: Ints  # bool: too much for a byte; always looked at, its skills are not counted


def units_of(openings: Openings, words: Vocabulary, digits: Ints, weights: Weights) -> Units:
    asked, wished = np.diff(openings.required.start), np.diff(openings.wished.start)
    each, extra = _share_units(weights.required, asked)
    each_wished, extra_wished = _share_units(weights.wished, wished)
    everybody = _ceil(
        np.where(openings.pay == NONE, 0, weights.wage) + fresh_points(openings.age_days, weights)
    )
    everybody += extra + extra_wished
    everybody += np.where(wished == 0, _ceil(weights.wished), 0)
    everybody += np.where(openings.months == 0, _ceil(weights.experience), 0)
    work = _isco_units(openings, asked, digits, weights)
    education = _education_units(openings.education, weights)
    most = everybody + each * asked + each_wished * wished + work.max(axis=0, initial=0)
    most += education.max(axis=0) + _ceil(weights.distance)
    wide = (most > MOST_UNITS) | (asked > MOST_COUNTED) | (wished > MOST_COUNTED)
    for units in (each, each_wished, work.T, education.T):
        units[wide] = 0
    everybody = np.where(wide, MOST_UNITS - _ceil(weights.distance), everybody)
    skill_row, skills = _skill_rows(openings, words, wide)
    return Units(
        rows=np.concatenate((education + everybody, work), dtype=np.uint8, casting="unsafe"),
        skill_row=skill_row,
        skills=skills,
        required=each.astype(np.uint8),
        wished=each_wished.astype(np.uint8),
        wide=wide,
    )


def fresh_points(age_days: Ints, weights: Weights) -> Ints:
    """Points for recency, as `recency_points` of score.py gives them."""
    weeks_left = np.where(age_days == NONE, 0, np.maximum(0, FRESH_WEEKS - age_days // 7))
    return weights.recency * weeks_left // FRESH_WEEKS


def _skill_rows(openings: Openings, words: Vocabulary, wide: Ints) -> tuple[Ints, Ints]:
    """int32 by skill word: which of the rows, bool [row, required or wished, opening], or NONE."""
    used = np.unique(np.concatenate((openings.required.values, openings.wished.values)))
    row = np.full(max(1, len(words.skills)), NONE, np.int32)
    row[used] = np.arange(len(used), dtype=np.int32)
    skills = np.zeros((len(used), 2, len(openings)), np.bool_)
    for kind, lists in enumerate((openings.required, openings.wished)):
        owner = np.repeat(np.arange(len(openings)), np.diff(lists.start))
        skills[row[lists.values], kind, owner] = ~wide[owner]
    return row, skills


def _share_units(points: int, asked: Ints) -> tuple[Ints, Ints]:
    """Units for each of `asked` skills, and once for all: the nearest that are never too low.

    Rounding each share up adds most to who has all; rounding it down needs what was cut off
    added for everybody. Of the two the one that adds less stands.
    """
    share = points / UNIT / np.maximum(asked, 1)
    up, down = np.ceil(share), np.floor(share)
    lost = np.ceil((share - down) * asked - 1e-9)
    use_down = lost < (up - share) * asked
    each = np.where(use_down, down, up).astype(np.int64)
    return each, np.where(use_down & (asked > 0), lost, 0).astype(np.int64)


def _isco_units(openings: Openings, asked: Ints, digits: Ints, weights: Weights) -> Ints:
    """int64 [isco, opening]: occupation, experience, and the skills it stands for."""
    shared = digits[:, openings.isco] if len(digits) else np.zeros((0, len(openings)), np.uint8)
    points = np.array(weights.occupation)[shared]
    instead = weights.required * points // weights.occupation[4]
    points = points + np.where(asked == 0, instead, 0)
    counts = (shared >= RELATED_DIGITS) & (openings.months > 0)
    return _ceil(points + np.where(counts, weights.experience, 0))


def _education_units(asked: Ints, weights: Weights) -> Ints:
    """int64 [level + 1, opening]."""
    has = np.arange(NONE, LEVELS - 1)[:, None]
    short = np.maximum(0, asked - has)
    points = np.select([short == 0, short == 1], [weights.education, weights.education // 2], 0)
    points = np.where(has == NONE, 0, points)
    return _ceil(np.where(asked <= 0, weights.education, points))


def _ceil(points: Any) -> Any:
    """Points as units, rounded up."""
    return -(-np.asarray(points, np.int64) // UNIT)
