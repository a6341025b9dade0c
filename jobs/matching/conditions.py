"""The hard conditions: one that is not met, and the pair is no match, whatever the score.

Each is a function of its own that answers with nothing, or with what stands in the way. Making
a person able or willing to do more never adds a refusal (tests/jobs/matching).
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from jobs.matching.distance import distance
from jobs.matching.facts import Opening, Person


class Condition(StrEnum):
    CLOSED = "closed"
    NOT_LOOKING = "not_looking"
    NO_CONSENT = "no_consent"
    APPLIED = "applied"
    DECLINED = "declined"
    TURNED_AWAY = "turned_away"
    COUNTRY = "country"
    DISTANCE = "distance"
    WAGE = "wage"
    SCHEDULE = "schedule"
    LICENCE = "licence"
    LANGUAGE = "language"


# What the person can change. The rest is over or lies with others.
CHANGEABLE = frozenset(
    {
        Condition.NO_CONSENT,
        Condition.COUNTRY,
        Condition.DISTANCE,
        Condition.WAGE,
        Condition.SCHEDULE,
        Condition.LICENCE,
        Condition.LANGUAGE,
    }
)


@dataclass(frozen=True, slots=True)
class Refusal:
    """One condition that is not met. `detail` holds what was asked and what there is."""

    code: Condition
    detail: dict[str, Any] = field(default_factory=dict)

    @property
    def can_change(self) -> bool:
        return self.code in CHANGEABLE


Refusals = tuple[Refusal, ...]
MET: Refusals = ()


def is_open(person: Person, opening: Opening) -> Refusals:
    return MET if opening.is_open else (Refusal(Condition.CLOSED),)


def is_looking(person: Person, opening: Opening) -> Refusals:
    if person.state == "active":
        return MET
    return (Refusal(Condition.NOT_LOOKING, {"state": person.state}),)


def agrees(person: Person, opening: Opening) -> Refusals:
    return MET if person.agrees else (Refusal(Condition.NO_CONSENT),)


def is_new(person: Person, opening: Opening) -> Refusals:
    """Nobody is shown again what they asked for or put aside, or where they were refused."""
    if opening.id in person.turned_away:
        return (Refusal(Condition.TURNED_AWAY),)
    if opening.id in person.applied:
        return (Refusal(Condition.APPLIED),)
    if opening.id in person.declined:
        return (Refusal(Condition.DECLINED),)
    return MET


def is_in_reach(person: Person, opening: Opening) -> Refusals:
    """Within the distance the person travels, or the person is ready to move.

    Work in another country always means moving. Where the distance is not known, the same
    region counts as in reach: a village without coordinates must not lose its people.
    """
    if person.can_relocate:
        return MET
    if opening.country != person.spot.country:
        return (Refusal(Condition.COUNTRY, {"country": opening.country}),)
    km = distance(person.spot, opening.spot)
    if km is None and opening.spot and opening.spot.region == person.spot.region:
        return MET
    if km is not None and km <= person.commute_km:
        return MET
    return (Refusal(Condition.DISTANCE, {"km": km, "limit": person.commute_km}),)


def pays_enough(person: Person, opening: Opening) -> Refusals:
    """Pay that is not named or in another currency cannot be compared and refuses nobody."""
    spare = spare_pay(person, opening)
    if spare is None or spare >= 0:
        return MET
    offered = {"pay": opening.pay, "floor": person.wage_floor, "currency": opening.currency}
    return (Refusal(Condition.WAGE, offered),)


def spare_pay(person: Person, opening: Opening) -> int | None:
    """Pay above the floor; None unless both sides named an amount in one currency.

    There are no exchange rates here: a rate that is a month old would refuse the wrong people.
    """
    if opening.pay is None or person.wage_floor is None:
        return None
    if opening.currency != person.wage_currency:
        return None
    return opening.pay - person.wage_floor


def suits_the_hours(person: Person, opening: Opening) -> Refusals:
    """No hours named by the person means any."""
    if not person.schedules or opening.schedule in person.schedules:
        return MET
    hours = {"offered": opening.schedule, "wanted": sorted(person.schedules)}
    return (Refusal(Condition.SCHEDULE, hours),)


def holds_the_licences(person: Person, opening: Opening) -> Refusals:
    if opening.licences <= person.licences:
        return MET
    missing = sorted(opening.licences - person.licences)
    return tuple(Refusal(Condition.LICENCE, {"licence": code}) for code in missing)


def speaks_the_languages(person: Person, opening: Opening) -> Refusals:
    if not opening.languages:
        return MET
    return tuple(
        Refusal(
            Condition.LANGUAGE,
            {"language": code, "needed": needed, "has": person.languages.get(code, 0)},
        )
        for code, needed in sorted(opening.languages.items())
        if person.languages.get(code, 0) < needed
    )


Check = Callable[[Person, Opening], Refusals]
# Cheap and often failing first: `allows` stops at the first one.
CONDITIONS: tuple[Check, ...] = (
    is_in_reach,
    holds_the_licences,
    speaks_the_languages,
    pays_enough,
    suits_the_hours,
    is_open,
    is_looking,
    agrees,
    is_new,
)


def allows(person: Person, opening: Opening) -> bool:
    """Whether every condition is met. Stops at the first that is not."""
    for check in CONDITIONS:  # noqa: SIM110  a loop: `any` over a generator costs twice as much
        if check(person, opening):
            return False
    return True


def refusals(person: Person, opening: Opening) -> list[Refusal]:
    """Every condition that is not met, with what was asked and what there is."""
    return [refusal for check in CONDITIONS for refusal in check(person, opening)]
