"""Monthly pay by country and kind of work. Made up for the demo: plausible, and no statistics.

The pay of a trade is a country's usual pay times a factor of the ISCO-08 group; the longest code
that fits counts.
"""

from random import Random

# Usual monthly pay before tax, in whole units of the currency of the country.
USUAL = {
    "KG": 38_000,
    "KZ": 330_000,
    "UZ": 5_200_000,
    "TJ": 2_700,
    "TM": 3_200,
    "RU": 85_000,
    "TR": 32_000,
    "KR": 2_600_000,
    "AE": 3_200,
    "PL": 5_800,
}
FACTORS = {
    "1": 1.7,
    "2": 1.15,
    "2142": 1.6,
    "2341": 0.8,
    "3": 1.05,
    "3221": 0.85,
    "4": 0.9,
    "5": 0.8,
    "5120": 0.95,
    "5141": 0.95,
    "5311": 0.75,
    "5414": 0.7,
    "6": 0.7,
    "7": 1.15,
    "7112": 1.3,
    "7122": 1.35,
    "7123": 1.25,
    "7212": 1.4,
    "7231": 1.2,
    "7411": 1.2,
    "7512": 0.9,
    "7531": 0.95,
    "8": 1.05,
    "8153": 0.95,
    "8322": 0.95,
    "8332": 1.35,
    "8342": 1.4,
    "8343": 1.45,
    "9": 0.7,
    "9313": 0.9,
    "9333": 0.85,
}
# The capital pays more, a village less.
CITY, TOWN, VILLAGE = 1.1, 0.95, 0.85
# What an amount is rounded to, by currency: nobody writes 31,847 som.
STEPS = {"KGS": 500, "KZT": 5_000, "UZS": 100_000, "TJS": 100, "TMT": 100}


def usual_pay(country: str, isco: str, population: int | None) -> float:
    """What the work of `isco` pays a month in a place of so many people; not rounded."""
    codes = (isco[:length] for length in range(len(isco), 0, -1))
    factor = next(FACTORS[code] for code in codes if code in FACTORS)
    return USUAL[country] * factor * _where(population or 0)


def offered(dice: Random, usual: float, currency: str) -> tuple[int, int | None]:
    """The least and, if the firm says so, the most it pays."""
    low = _rounded(usual * dice.uniform(0.82, 1.15), currency)
    high = _rounded(low * dice.uniform(1.1, 1.4), currency)
    return low, (high if high > low and dice.random() < 0.6 else None)


def floor(dice: Random, usual: float, currency: str) -> int:
    """The least a person would work for."""
    return _rounded(usual * dice.uniform(0.6, 1.0), currency)


def _where(population: int) -> float:
    if population >= 250_000:
        return CITY
    return TOWN if population >= 20_000 else VILLAGE


def _rounded(amount: float, currency: str) -> int:
    step = STEPS.get(currency, 100)
    return max(step, round(amount / step) * step)
