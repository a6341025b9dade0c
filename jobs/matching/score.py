"""How well a person fits an opening: 0 to 10,800 points, a sum of eight named parts.

Whole numbers only, so that every engine and every machine gives the same ranking. The score
says nothing of whether the pair is allowed; that is for the conditions.
"""

from dataclasses import dataclass
from functools import lru_cache

from jobs.matching.conditions import spare_pay
from jobs.matching.distance import distance
from jobs.matching.facts import Opening, Person
from jobs.matching.weights import WEIGHTS, Weights

# Sharing two digits of ISCO-08 (the sub-major group) makes months of work count as experience.
RELATED_DIGITS = 2
FRESH_WEEKS = 3


@dataclass(frozen=True, slots=True)
class Score:
    """`total` is the sum of `points`, which are by part."""

    total: int
    points: dict[str, int]


def score(person: Person, opening: Opening, weights: Weights = WEIGHTS) -> Score:
    """The points of each part, and their sum."""
    points = {
        "required": required_points(person, opening, weights),
        "wished": wished_points(person, opening, weights),
        "occupation": occupation_points(person, opening, weights),
        "experience": experience_points(person, opening, weights),
        "education": education_points(person, opening, weights),
        "wage": wage_points(person, opening, weights),
        "distance": distance_points(person, opening, weights),
        "recency": recency_points(opening, weights),
    }
    return Score(sum(points.values()), points)


def required_points(person: Person, opening: Opening, weights: Weights) -> int:
    """The share of required skills the person has.

    Where the employer names none, the occupation stands for them: otherwise the emptiest
    advertisement would fit everybody best.
    """
    if not opening.required:
        known = occupation_points(person, opening, weights)
        return weights.required * known // weights.occupation[4]
    had = len(opening.required & person.skills)
    return weights.required * had // len(opening.required)


def wished_points(person: Person, opening: Opening, weights: Weights) -> int:
    """The share of wished skills; nothing wished, nothing missing."""
    if not opening.wished:
        return weights.wished
    return weights.wished * len(opening.wished & person.skills) // len(opening.wished)


def occupation_points(person: Person, opening: Opening, weights: Weights) -> int:
    """By the nearest work the person has done."""
    digits = max((shared_digits(code, opening.isco) for code in person.work), default=0)
    return weights.occupation[digits]


def experience_points(person: Person, opening: Opening, weights: Weights) -> int:
    """Months in related work against the months asked for; none asked, none missing."""
    if not opening.months:
        return weights.experience
    return (
        weights.experience
        * min(related_months(person, opening), opening.months)
        // (opening.months)
    )


def education_points(person: Person, opening: Opening, weights: Weights) -> int:
    """All at the level asked for, half one level below. Unknown counts as none where asked."""
    if not opening.education:
        return weights.education
    if person.education is None:
        return 0
    steps_short = max(0, opening.education - person.education)
    return (weights.education, weights.education // 2, 0)[min(steps_short, 2)]


def wage_points(person: Person, opening: Opening, weights: Weights) -> int:
    """How far the pay lies above the floor. Without a floor any pay does, if it is named."""
    if opening.pay is None:
        return 0
    if not person.wage_floor:
        return weights.wage
    spare = spare_pay(person, opening)
    if spare is None or spare <= 0:
        return 0
    percent_above = min(100 * spare // person.wage_floor, weights.wage_full_at)
    return weights.wage * percent_above // weights.wage_full_at


def distance_points(person: Person, opening: Opening, weights: Weights) -> int:
    """All next door, falling to none at the limit of the daily way and beyond."""
    km = distance(person.spot, opening.spot)
    if km is None or opening.country != person.spot.country:
        return 0
    if km == 0:
        return weights.distance
    spare = person.commute_km - km
    return weights.distance * spare // person.commute_km if spare > 0 else 0


def recency_points(opening: Opening, weights: Weights) -> int:
    """All in the first week after publication, two thirds in the second, none after the third."""
    if opening.age_days is None:
        return 0
    return weights.recency * max(0, FRESH_WEEKS - opening.age_days // 7) // FRESH_WEEKS


@lru_cache(maxsize=1 << 18)
def shared_digits(code: str, other: str) -> int:
    """How many leading digits two ISCO-08 codes share: 4 is the same unit group."""
    same = 0
    for one, two in zip(code, other, strict=False):
        if one != two:
            break
        same += 1
    return min(same, 4)


def related_months(person: Person, opening: Opening) -> int:
    return sum(
        months
        for code, months in person.work.items()
        if shared_digits(code, opening.isco) >= RELATED_DIGITS
    )
