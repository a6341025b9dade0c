"""Why a pair fits, and what speaks against it.

Reasons are codes with ids and numbers; jobs/matching_words.py says them in the reader's
language. They are made from the same facts as the score, so they cannot tell another story.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jobs.matching.conditions import spare_pay
from jobs.matching.distance import distance
from jobs.matching.facts import Opening, Person
from jobs.matching.score import Score, related_months, shared_digits
from jobs.matching.weights import Weights


class Fit(StrEnum):
    SKILLS = "has_skills"
    WISHED = "has_wished"
    OCCUPATION = "same_work"
    EXPERIENCE = "enough_experience"
    EDUCATION = "enough_education"
    WAGE = "pay_above"
    DISTANCE = "near"
    LICENCES = "has_licences"
    LANGUAGES = "has_languages"


class Gap(StrEnum):
    SKILLS = "missing_skills"
    WISHED = "missing_wished"
    OCCUPATION = "other_work"
    EXPERIENCE = "short_experience"
    EDUCATION = "short_education"
    PAY_UNKNOWN = "pay_unknown"
    PAY_ELSEWHERE = "pay_in_other_currency"
    MOVE = "needs_move"
    PLACE_UNKNOWN = "distance_unknown"


@dataclass(frozen=True, slots=True)
class Reason:
    """`points`: what the score has from it, or for a gap what it has lost."""

    code: str
    detail: dict[str, Any] = field(default_factory=dict)
    points: int = 0


def fits(person: Person, opening: Opening, found: Score) -> Iterator[Reason]:
    """What speaks for the pair."""
    yield from _skills_had(person, opening, found.points)
    yield from _work_done(person, opening, found.points)
    if spare_pay(person, opening) and found.points["wage"]:
        yield Reason(Fit.WAGE, {}, found.points["wage"])
    km = distance(person.spot, opening.spot)
    if km is not None and found.points["distance"]:
        yield Reason(Fit.DISTANCE, {"km": km}, found.points["distance"])
    yield from _conditions_met(person, opening)


def gaps(person: Person, opening: Opening, found: Score, weights: Weights) -> Iterator[Reason]:
    """What is missing, or not known."""
    yield from _skills_missing(person, opening, found.points, weights)
    yield from _work_missing(person, opening, found.points, weights)
    yield from _pay_gap(person, opening, weights)
    yield from _distance_gap(person, opening, weights)


def _skills_had(person: Person, opening: Opening, points: dict[str, int]) -> Iterator[Reason]:
    if had := opening.required & person.skills:
        detail = {"skills": sorted(had), "asked": len(opening.required)}
        yield Reason(Fit.SKILLS, detail, points["required"])
    if had := opening.wished & person.skills:
        yield Reason(Fit.WISHED, {"skills": sorted(had)}, points["wished"])


def _work_done(person: Person, opening: Opening, points: dict[str, int]) -> Iterator[Reason]:
    if points["occupation"]:
        yield _occupation(person, opening, points)
    if opening.months and (months := related_months(person, opening)) >= opening.months:
        yield Reason(Fit.EXPERIENCE, {"months": months}, points["experience"])
    if opening.education and (person.education or 0) >= opening.education:
        yield Reason(Fit.EDUCATION, {"level": opening.education}, points["education"])


def _conditions_met(person: Person, opening: Opening) -> Iterator[Reason]:
    """Licences and languages earn no points, but holding what is asked is worth saying."""
    if opening.licences and opening.licences <= person.licences:
        yield Reason(Fit.LICENCES, {"licences": sorted(opening.licences)})
    spoken = sorted(
        code for code, level in opening.languages.items() if person.languages.get(code, 0) >= level
    )
    if spoken:
        yield Reason(Fit.LANGUAGES, {"languages": spoken})


def _occupation(person: Person, opening: Opening, points: dict[str, int]) -> Reason:
    """The nearest work done; of equally near ones the longest, then the lower code."""
    own = min(
        person.work,
        key=lambda code: (-shared_digits(code, opening.isco), -person.work[code], code),
    )
    # Where no skills are named the occupation earns their points too.
    stands_for_skills = 0 if opening.required else points["required"]
    detail = {"isco": own, "digits": shared_digits(own, opening.isco)}
    return Reason(Fit.OCCUPATION, detail, points["occupation"] + stands_for_skills)


def _skills_missing(
    person: Person, opening: Opening, points: dict[str, int], weights: Weights
) -> Iterator[Reason]:
    if missing := opening.required - person.skills:
        lost = weights.required - points["required"]
        yield Reason(Gap.SKILLS, {"skills": sorted(missing)}, lost)
    if missing := opening.wished - person.skills:
        yield Reason(Gap.WISHED, {"skills": sorted(missing)}, weights.wished - points["wished"])


def _work_missing(
    person: Person, opening: Opening, points: dict[str, int], weights: Weights
) -> Iterator[Reason]:
    if not points["occupation"]:
        yield Reason(Gap.OCCUPATION, {"isco": opening.isco}, weights.occupation[4])
    months = related_months(person, opening)
    if months < opening.months:
        short = {"months": months, "asked": opening.months}
        yield Reason(Gap.EXPERIENCE, short, weights.experience - points["experience"])
    if opening.education and points["education"] < weights.education:
        levels = {"asked": opening.education, "has": person.education}
        yield Reason(Gap.EDUCATION, levels, weights.education - points["education"])


def _pay_gap(person: Person, opening: Opening, weights: Weights) -> Iterator[Reason]:
    if opening.pay is None:
        yield Reason(Gap.PAY_UNKNOWN, {}, weights.wage)
    elif person.wage_floor and opening.currency != person.wage_currency:
        currencies = {"currency": opening.currency, "floor": person.wage_currency}
        yield Reason(Gap.PAY_ELSEWHERE, currencies, weights.wage)


def _distance_gap(person: Person, opening: Opening, weights: Weights) -> Iterator[Reason]:
    km = distance(person.spot, opening.spot)
    if opening.country != person.spot.country:
        yield Reason(Gap.MOVE, {"km": km, "country": opening.country}, weights.distance)
    elif km is None:
        yield Reason(Gap.PLACE_UNKNOWN, {}, weights.distance)
    elif km > person.commute_km:
        yield Reason(Gap.MOVE, {"km": km, "country": None}, weights.distance)
