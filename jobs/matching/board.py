"""All open vacancies laid out so that one person can be held against 64 of them at once.

Openings stand in the order of their sites (country, region, place), so that what is in reach of
a place is a few runs of neighbours. Over these positions lie

- rows of *units*: for every skill, kind of work and level of education, one byte an opening that
  says how much having it can add to the score, in units of `UNIT` points, never too little.
  The sum of a person's rows is a bound that the score cannot pass;
- rows of *bits*: for every licence, language level, currency and lowest pay, the openings that
  surely refuse whoever has not got it.

Both only save work: what passes them is scored exactly (kernels.py). docs/matching.md proves it.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, Places, Vocabulary
from jobs.matching.score import FRESH_WEEKS, RELATED_DIGITS, shared_digits
from jobs.matching.weights import Weights

# Points in a unit: 10,800 points and all rounding must stay below 256 units.
UNIT = 50
MOST_UNITS = 255
BLOCK = 64
LEVELS = 10  # ISCED 0 to 8, and unknown
PAY_STEPS = 32


# What is read of an opening that is scored, side by side in memory.
LINE = np.dtype(
    [
        ("row", np.int32),  # in `Openings`; NONE for padding
        ("site", np.int32),
        ("id", np.int64),
        ("pay", np.int64),
        ("required", np.int32),  # where its required skills start, and end
        ("required_end", np.int32),
        ("wished", np.int32),
        ("wished_end", np.int32),
        ("months", np.int32),
        ("isco", np.int16),
        ("currency", np.int16),
        ("fresh", np.int16),  # points for recency
        ("education", np.int8),
    ],
    align=True,
)


@dataclass(slots=True)
class Board:
    """`lines` by position, and the rows over them. Lists are of `Openings`, in its order."""

    lines: Ints
    required: Ints
    wished: Ints
    site_start: Ints  # int64 positions, one more than there are sites
    site_place: Ints  # int32, or NONE
    site_country: Ints  # int16
    digits: Ints  # uint8 [isco, isco], leading digits that two codes share
    skill_row: Ints  # int32 by skill word: the row of skill_units; the last row is empty
    skill_units: Ints  # uint8 [row, position]
    isco_units: Ints  # uint8 [isco word, position]
    level_units: Ints  # uint8 [education + 1, position], with all that holds for everybody
    licence_words: Ints  # int16, the licences that anybody asks for
    licence_bits: Ints  # uint64 [licence, block]: asked for
    language_words: Ints  # int16, the languages that anybody asks for
    language_bits: Ints  # uint64 [language, level of the person, block]: asked for above it
    schedule_bits: Ints  # uint64 [schedule, block]
    pay_steps: Ints  # int64 [currency, step], ascending
    pay_bits: Ints  # uint64 [currency, steps reached, block]: paid less than the step

    def __len__(self) -> int:
        return int(np.count_nonzero(self.lines["row"] != NONE))


def board_of(openings: Openings, words: Vocabulary, places: Places, weights: Weights) -> Board:
    """The board of these openings. `words` must already know the codes of all people."""
    region = np.append(places.region, NONE)[openings.place]  # NONE is the last
    order = np.lexsort((openings.id, openings.place, region, openings.country))
    lines = np.zeros(-(-max(1, len(order)) // BLOCK) * BLOCK, LINE)
    lines["row"][len(order) :] = lines["pay"][len(order) :] = NONE
    starts = _sites(openings.country[order], openings.place[order])
    used = lines[: len(order)]
    used["row"] = order
    used["site"] = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    for name in ("id", "pay", "months", "isco", "currency", "education"):
        used[name] = getattr(openings, name)[order]
    for name in ("required", "wished"):
        start = getattr(openings, name).start
        used[name], used[f"{name}_end"] = start[:-1][order], start[1:][order]
    used["fresh"] = fresh_points(openings.age_days[order], weights)
    digits = _digits(words)
    return Board(
        lines=lines,
        required=openings.required.values,
        wished=openings.wished.values,
        site_start=starts,
        site_place=openings.place[order][starts[:-1]],
        site_country=openings.country[order][starts[:-1]],
        digits=digits,
        **_units_of(lines, openings, words, digits, weights),
        **_bits_of(lines, openings, words),
    )


def _sites(country: Ints, place: Ints) -> Ints:
    """Where each run of one country and place starts, and last the end. int64"""
    if not len(place):
        return np.zeros(1, np.int64)
    changes = np.flatnonzero((np.diff(place) != 0) | (np.diff(country) != 0)) + 1
    return np.concatenate(([0], changes, [len(place)])).astype(np.int64)


def _digits(words: Vocabulary) -> Ints:
    codes = list(words.isco.numbers)
    table = [[shared_digits(one, two) for two in codes] for one in codes]
    return np.array(table, np.uint8).reshape(len(codes), len(codes))


def fresh_points(age_days: Ints, weights: Weights) -> Ints:
    """Points for recency, as `recency_points` of score.py gives them."""
    weeks_left = np.where(age_days == NONE, 0, np.maximum(0, FRESH_WEEKS - age_days // 7))
    return weights.recency * weeks_left // FRESH_WEEKS


# --- Units: bounds that are never too low ------------------------------------------------------


def _units_of(
    lines: Ints, openings: Openings, words: Vocabulary, digits: Ints, weights: Weights
) -> dict[str, Ints]:
    asked = lines["required_end"] - lines["required"]
    wished = lines["wished_end"] - lines["wished"]
    each, extra = _share_units(weights.required, asked)
    each_wished, extra_wished = _share_units(weights.wished, wished)
    everybody = _ceil(np.where(lines["pay"] == NONE, 0, weights.wage) + lines["fresh"])
    everybody += extra + extra_wished
    everybody += np.where(wished == 0, _ceil(weights.wished), 0)
    everybody += np.where(lines["months"] == 0, _ceil(weights.experience), 0)
    work = _isco_units(lines, asked, digits, weights)
    education = _education_units(lines["education"], weights)
    # Too many skills to be rounded within a byte: such an opening is always looked at.
    most = everybody + each * asked + each_wished * wished + work.max(axis=0, initial=0)
    wide = most + education.max(axis=0) + _ceil(weights.distance) > MOST_UNITS
    for units in (each, each_wished, work.T, education.T):
        units[wide] = 0
    everybody = np.where(wide, MOST_UNITS - _ceil(weights.distance), everybody)
    return {
        "level_units": np.ascontiguousarray(education + everybody, np.uint8),
        "isco_units": np.ascontiguousarray(work, np.uint8),
        **_skill_units(lines, openings, words, each, each_wished),
    }


def _skill_units(
    lines: Ints, openings: Openings, words: Vocabulary, each: Ints, each_wished: Ints
) -> dict[str, Ints]:
    required, wished = openings.required, openings.wished
    used = np.unique(np.concatenate((required.values, wished.values)))
    row = np.full(max(1, len(words.skills)), len(used), np.int32)
    row[used] = np.arange(len(used), dtype=np.int32)
    units = np.zeros((len(used) + 1, len(lines)), np.uint8)
    position = np.zeros(len(openings), np.int64)
    position[lines["row"][: len(openings)]] = np.arange(len(openings))
    for lists, worth in ((required, each), (wished, each_wished)):
        owner = np.repeat(position, np.diff(lists.start))
        units[row[lists.values], owner] += worth[owner].astype(np.uint8)
    return {"skill_row": row, "skill_units": units}


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


def _isco_units(lines: Ints, asked: Ints, digits: Ints, weights: Weights) -> Ints:
    """int64 [isco, position]: occupation, experience, and the skills it stands for."""
    shared = digits[:, lines["isco"]] if len(digits) else np.zeros((0, len(lines)), np.uint8)
    points = np.array(weights.occupation)[shared]
    instead = weights.required * points // weights.occupation[4]
    points = points + np.where(asked == 0, instead, 0)
    counts = (shared >= RELATED_DIGITS) & (lines["months"] > 0)
    return _ceil(points + np.where(counts, weights.experience, 0))


def _education_units(asked: Ints, weights: Weights) -> Ints:
    """int64 [level + 1, position]."""
    has = np.arange(NONE, LEVELS - 1)[:, None]
    short = np.maximum(0, asked - has)
    points = np.select([short == 0, short == 1], [weights.education, weights.education // 2], 0)
    points = np.where(has == NONE, 0, points)
    return _ceil(np.where(asked <= 0, weights.education, points))


def _ceil(points: Any) -> Any:
    """Points as units, rounded up."""
    return -(-np.asarray(points, np.int64) // UNIT)


# --- Bits: who is refused ----------------------------------------------------------------------


def _bits_of(lines: Ints, openings: Openings, words: Vocabulary) -> dict[str, Ints]:
    order = lines["row"][: len(openings)]
    missing = np.zeros(len(lines) - len(order), np.uint64)
    licences = np.concatenate((openings.licences[order], missing))
    schedule = np.concatenate((openings.schedule[order], missing.astype(np.int8) + NONE))
    used = int(np.bitwise_or.reduce(licences, initial=0))
    asked_for = [bit for bit in range(64) if used >> bit & 1]
    return {
        "licence_words": np.array(asked_for, np.int16),
        "licence_bits": _stacked(
            [_bits(licences >> np.uint64(bit) & np.uint64(1)) for bit in asked_for], lines
        ),
        "schedule_bits": _stacked(
            [_bits(schedule == code) for code in range(len(words.schedules))], lines
        ),
        **_language_bits(lines, openings),
        **_pay_bits(lines, words),
    }


def _language_bits(lines: Ints, openings: Openings) -> dict[str, Ints]:
    used = np.unique(openings.languages.values).astype(np.int16)
    asked = np.zeros((len(used), len(openings)), np.int8)
    owner = np.repeat(np.arange(len(openings)), np.diff(openings.languages.start))
    asked[np.searchsorted(used, openings.languages.values), owner] = openings.levels
    laid = np.zeros((len(used), len(lines)), np.int8)
    laid[:, : len(openings)] = asked[:, lines["row"][: len(openings)]]
    rows = [np.stack([_bits(one > level) for level in range(7)]) for one in laid]
    empty = np.zeros((0, 7, len(lines) // BLOCK), np.uint64)
    return {"language_words": used, "language_bits": np.stack(rows) if rows else empty}


def _pay_bits(lines: Ints, words: Vocabulary) -> dict[str, Ints]:
    """Currency NONE stands last: pay without a currency is compared with a floor without one."""
    currencies = len(words.currencies) + 1
    steps = np.full((currencies, PAY_STEPS), np.iinfo(np.int64).max, np.int64)
    low = np.zeros((currencies, PAY_STEPS + 1, len(lines) // BLOCK), np.uint64)
    for code in range(currencies):
        currency = code if code < currencies - 1 else NONE
        mine = (lines["currency"] == currency) & (lines["pay"] != NONE)
        if not mine.any():
            continue
        quantiles = np.quantile(lines["pay"][mine], np.linspace(0, 1, PAY_STEPS)).astype(np.int64)
        own = np.unique(quantiles)
        steps[code, : len(own)] = own
        for reached, step in enumerate(own, 1):
            low[code, reached:] = _bits(mine & (lines["pay"] < step))
    return {"pay_steps": steps, "pay_bits": low}


def _stacked(rows: list[Ints], lines: Ints) -> Ints:
    return np.stack(rows) if rows else np.zeros((0, len(lines) // BLOCK), np.uint64)


def _bits(flags: Ints) -> Ints:
    """uint64 words: bit `b` of word `w` is flag `64 w + b`."""
    return np.packbits(flags.astype(np.bool_), bitorder="little").view(np.uint64)
