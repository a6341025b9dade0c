"""Who is surely refused: for every licence, language level, schedule and step of pay, a flag an
opening.

They only save work: what they let pass is still asked for its pay and for what the person put
aside (scoring.py).
"""

from dataclasses import dataclass

import numpy as np

from jobs.matching.arrays import NONE, Ints, Openings, Vocabulary

PAY_STEPS = 32
FLUENCIES = 7  # CEFR 1 to 6, and none


@dataclass(slots=True)
class Refusals:
    """`rows` stand in the order of the fields: licences, languages, schedules, pay."""

    rows: Ints  # bool [row, opening]
    licences: Ints  # int16 words, those that anybody asks for; a row each: asked for
    languages: Ints  # int16 words; a row for each level of the person: asked for above it
    schedules: int  # how many; a row each: of this schedule
    pay_steps: Ints  # int64 [currency, step], ascending; a row each: paid less than the step


def refusals_of(openings: Openings, words: Vocabulary) -> Refusals:
    """What refuses, by row."""
    used = int(np.bitwise_or.reduce(openings.licences, initial=np.uint64(0)))
    licences = np.array([bit for bit in range(64) if used >> bit & 1], np.int16)
    asked = openings.licences >> licences[:, None].astype(np.uint64) & np.uint64(1)
    languages, spoken = _languages(openings)
    schedule = openings.schedule == np.arange(len(words.schedules))[:, None]
    steps, low = _pay(openings, words)
    rows = np.concatenate((asked.astype(np.bool_), spoken, schedule, low))
    return Refusals(rows, licences, languages, len(schedule), steps)


def rare_first(openings: Openings, found: Refusals) -> Ints:
    """The order in which neighbours refuse the same people: what few ask for decides first."""
    licences = found.rows[: len(found.licences)]
    levels = _levels(openings, found.languages)
    asked = np.concatenate((licences, levels))
    rare = np.argsort((asked > 0).sum(axis=1), kind="stable")
    last = (openings.schedule, openings.currency, openings.pay)
    return np.lexsort((*reversed(last), *asked[rare[::-1]]))


def _levels(openings: Openings, used: Ints) -> Ints:
    """int8 [language, opening]: the level asked for, or 0."""
    levels = np.zeros((len(used), len(openings)), np.int8)
    owner = np.repeat(np.arange(len(openings)), np.diff(openings.languages.start))
    levels[np.searchsorted(used, openings.languages.values), owner] = openings.levels
    return levels


def _languages(openings: Openings) -> tuple[Ints, Ints]:
    used = np.unique(openings.languages.values).astype(np.int16)
    above = _levels(openings, used)[:, None] > np.arange(FLUENCIES)[:, None]
    return used, above.reshape(FLUENCIES * len(used), len(openings))


def _pay(openings: Openings, words: Vocabulary) -> tuple[Ints, Ints]:
    """Currency NONE stands last: pay without a currency is compared with a floor without one."""
    currencies = len(words.currencies) + 1
    steps = np.full((currencies, PAY_STEPS), np.iinfo(np.int64).max, np.int64)
    for code in range(currencies):
        own = _of_currency(openings, code, currencies)
        if own.any():
            shares = np.linspace(0, 1, PAY_STEPS)
            named = np.unique(np.quantile(openings.pay[own], shares).astype(np.int64))
            steps[code, : len(named)] = named
    low = np.zeros((currencies, PAY_STEPS, len(openings)), np.bool_)
    for code in range(currencies):
        own = _of_currency(openings, code, currencies)
        low[code] = own & (openings.pay < steps[code, :, None])
    return steps, low.reshape(PAY_STEPS * currencies, len(openings))


def _of_currency(openings: Openings, code: int, currencies: int) -> Ints:
    """Which openings name their pay in it."""
    named: Ints = openings.pay != NONE
    return named & (openings.currency == (code if code < currencies - 1 else NONE))
