"""All open vacancies laid out so that one person can be held against 64 of them at once.

They are laid out twice: once by place, for people who stay, whose reach is then few neighbours;
once by what they ask for, for people ready to move, so that neighbours refuse the same people.
Either way a person's openings lie close together, and most blocks of 64 are never looked at.

Over the positions of a side lie rows of units (units.py: what having it can add to a score) and
rows of bits (refusals.py: whom it surely refuses). Both only save work: what passes them is scored
exactly (scoring.py). docs/matching.md proves it.
"""

from dataclasses import dataclass

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, Places, Vocabulary
from jobs.matching.digits import digits_of
from jobs.matching.refusals import Refusals, rare_first, refusals_of
from jobs.matching.units import MOST_COUNTED, Units, fresh_points, units_of
from jobs.matching.weights import Weights

BLOCK = 64
# Blocks whose bits are read in one step.
STRIDE = 8

# What is read of an opening that is scored: one line of the cache.
LINE = np.dtype(
    {
        "names": [
            "row", "site", "id", "pay", "skills", "months", "required", "wished", "isco",
            "currency", "fresh", "education", "wide",
        ],
        "formats": [
            np.int32, np.int32, np.int64, np.int64, np.int32, np.int32, np.int16, np.int16,
            np.int16, np.int16, np.int16, np.int8, np.bool_,
        ],
        "offsets": [0, 4, 8, 16, 24, 28, 32, 34, 36, 38, 40, 42, 43],
        "itemsize": 64,
    }
)  # fmt: skip


@dataclass(slots=True)
class Side:
    """The openings in one order, padded to whole strides."""

    # `row` in `Openings`; `site`; `skills`: where they start, `required` ones and then `wished`;
    # `fresh`: points for recency.
    lines: Ints
    skills: Ints  # int32, their rows of `skill_bits`
    site_start: Ints  # int64: where in `site_positions` each site's openings start, and the end
    site_positions: Ints  # int32, by site
    everything: Ints  # uint64 by block: all but padding
    units: Ints  # uint8 [row, position]
    skill_bits: Ints  # uint64 [row, 2 * block]: who requires a skill; beside it, who wishes it
    required_units: Ints  # uint8 by position, for each required skill
    wished_units: Ints  # uint8
    refusals: Ints  # uint64 [row, block]


@dataclass(slots=True)
class Board:
    """Both sides, and what their rows and sites mean."""

    near: Side  # for people who stay
    far: Side  # for people ready to move
    site_place: Ints  # int32, or NONE
    site_country: Ints  # int16
    digits: Ints  # uint8 [isco, isco], leading digits that two codes share
    skill_row: Ints  # int32 by skill word: its row of `skill_bits`, or NONE
    required_points: Ints  # int32 [asked, had]
    wished_points: Ints  # int32 [wished, had]; nothing wished, nothing missing
    refusals: Refusals  # its rows are those of the sides

    def __len__(self) -> int:
        return int(np.count_nonzero(self.near.lines["row"] != NONE))


def board_of(openings: Openings, words: Vocabulary, places: Places, weights: Weights) -> Board:
    """The board of these openings. `words` must already know the codes of all people."""
    digits = digits_of(words.isco)
    units = units_of(openings, words, digits, weights)
    refusals = refusals_of(openings, words)
    spots = np.stack((openings.country, openings.place))
    sites, site = np.unique(spots, axis=1, return_inverse=True)
    lines = _lines(openings, site.astype(np.int32).ravel(), weights)
    lines["wide"] = units.wide
    alike = rare_first(openings, refusals)
    region = np.append(places.region, NONE)[openings.place[alike]]  # NONE is the last
    by_place = alike[np.lexsort((site.ravel()[alike], region, openings.country[alike]))]
    flags, refusals.rows = refusals.rows, refusals.rows[:, :0]

    def laid(order: Ints) -> Side:
        return _side(order, lines, len(sites.T), openings, units, flags)

    return Board(
        near=laid(by_place),
        far=laid(alike),
        site_place=sites[1].astype(np.int32),
        site_country=sites[0].astype(np.int16),
        digits=digits,
        skill_row=units.skill_row,
        required_points=_points(weights.required),
        wished_points=_points(weights.wished),
        refusals=refusals,
    )


def _points(most: int) -> Ints:
    """int32 [asked, had]: the share of the points; all of them if nothing is asked."""
    numbers = np.arange(MOST_COUNTED + 1)
    shares = most * numbers // np.maximum(1, numbers[:, None])
    return np.where(numbers[:, None] == 0, most, shares).astype(np.int32)


def _lines(openings: Openings, site: Ints, weights: Weights) -> Ints:
    """Lines in the order of `Openings`."""
    lines = np.zeros(len(openings), LINE)
    lines["row"], lines["site"] = np.arange(len(openings)), site
    for name in ("id", "pay", "months", "isco", "currency", "education"):
        lines[name] = getattr(openings, name)
    lines["required"] = np.diff(openings.required.start)
    lines["wished"] = np.diff(openings.wished.start)
    lines["fresh"] = fresh_points(openings.age_days, weights)
    return lines


def _side(
    order: Ints, lines: Ints, sites: int, openings: Openings, units: Units, flags: Ints
) -> Side:
    size = -(-max(1, len(order)) // (BLOCK * STRIDE)) * BLOCK * STRIDE
    laid = np.zeros(size, LINE)
    laid[: len(order)] = lines[order]
    laid["row"][len(order) :] = NONE
    positions = np.argsort(laid["site"][: len(order)], kind="stable")
    return Side(
        lines=laid,
        skills=_skills(laid[: len(order)], openings, units.skill_row),
        site_start=np.searchsorted(laid["site"][positions], np.arange(sites + 1)),
        site_positions=positions.astype(np.int32),
        everything=_packed(np.arange(size) < len(order)),
        units=_laid(units.rows, order, size),
        skill_bits=_skill_bits(units.skills, order, size),
        required_units=_laid(units.required[None], order, size)[0],
        wished_units=_laid(units.wished[None], order, size)[0],
        refusals=_packed(_laid(flags, order, size)),
    )


def _skill_bits(skills: Ints, order: Ints, size: int) -> Ints:
    words = _packed(_laid(skills.reshape(2 * len(skills), skills.shape[2]), order, size))
    side_by_side = words.reshape(len(skills), 2, size // BLOCK).swapaxes(1, 2)
    return side_by_side.reshape(len(skills), 2 * size // BLOCK)


def _packed(flags: Ints) -> Ints:
    """uint64 words: bit `b` of word `w` is flag `64 w + b`."""
    return np.packbits(flags, axis=-1, bitorder="little").view(np.uint64)


def _laid(rows: Ints, order: Ints, size: int) -> Ints:
    """The rows in this order, padded."""
    laid = np.zeros((len(rows), size), rows.dtype)
    for row, values in zip(laid, rows, strict=True):
        np.take(values, order, out=row[: len(order)])
    return laid


def _skills(lines: Ints, openings: Openings, skill_row: Ints) -> Ints:
    """The skills of each line, required ones first; says in the line where they start."""
    lines["skills"][1:] = np.cumsum(lines["required"][:-1] + lines["wished"][:-1])
    first = np.zeros(len(openings), np.int64)
    first[lines["row"]] = lines["skills"]
    skills = np.zeros(len(openings.required.values) + len(openings.wished.values), np.int32)
    for lists in (openings.required, openings.wished):
        counts = np.diff(lists.start)
        at = np.arange(lists.start[-1]) + np.repeat(first - lists.start[:-1], counts)
        skills[at] = skill_row[lists.values]
        first = first + counts
    return skills
