"""The matching as docs/matching.md says it, once more and as plainly as it can be: the oracle.

Slow on purpose. It shares with `jobs.matching` the facts and the distances, and not one rule.
"""

from os.path import commonprefix

from jobs.matching.distance import distance
from jobs.matching.facts import Opening, Person

Ranked = list[tuple[int, int]]  # ids and points, best first


def allows(person: Person, opening: Opening) -> bool:
    km = distance(person.spot, opening.spot)
    same_region = opening.spot is not None and opening.spot.region == person.spot.region
    near = same_region if km is None else km <= person.commute_km
    offered, least = opening.pay, person.wage_floor
    same_currency = opening.currency == person.wage_currency
    underpaid = offered is not None and least is not None and same_currency and offered < least
    return (
        opening.is_open
        and person.state == "active"
        and person.agrees
        and opening.id not in person.applied | person.declined | person.turned_away
        and (person.can_relocate or (opening.country == person.spot.country and near))
        and not underpaid
        and (not person.schedules or opening.schedule in person.schedules)
        and opening.licences <= person.licences
        and all(person.languages.get(one, 0) >= asked for one, asked in opening.languages.items())
    )


def points(person: Person, opening: Opening) -> int:
    shared = {code: len(commonprefix([code, opening.isco])) for code in person.work}
    work = (0, 0, 1000, 1750, 2500)[max(shared.values(), default=0)]
    total = work + _share(1000, opening.wished, person.skills)
    total += _share(4500, opening.required, person.skills) if opening.required else 9 * work // 5
    months = sum(person.work[code] for code in shared if shared[code] >= 2)
    total += 800 * min(months, opening.months) // opening.months if opening.months else 800
    if not opening.education:
        total += 600
    elif person.education is not None:
        total += (600, 300, 0)[min(max(opening.education - person.education, 0), 2)]
    return total + _pay(person, opening) + _near(person, opening) + _fresh(opening)


def best_openings(person: Person, openings: list[Opening], n: int) -> Ranked:
    found = [(one.id, points(person, one)) for one in openings if allows(person, one)]
    return sorted(found, key=_best_first)[:n]


def best_people(opening: Opening, people: list[Person], n: int) -> Ranked:
    found = [(one.id, points(one, opening)) for one in people if allows(one, opening)]
    return sorted(found, key=_best_first)[:n]


def _best_first(ranked: tuple[int, int]) -> tuple[int, int]:
    return -ranked[1], ranked[0]


def _share(most: int, asked: frozenset[int], known: frozenset[int]) -> int:
    return most * len(asked & known) // len(asked) if asked else most


def _pay(person: Person, opening: Opening) -> int:
    if opening.pay is None or not person.wage_floor:
        return 0 if opening.pay is None else 400
    above = 100 * (opening.pay - person.wage_floor) // person.wage_floor
    return 400 * min(max(above, 0), 50) // 50 if opening.currency == person.wage_currency else 0


def _near(person: Person, opening: Opening) -> int:
    km = distance(person.spot, opening.spot)
    if km is None or opening.country != person.spot.country:
        return 0
    return 700 if km == 0 else 700 * max(person.commute_km - km, 0) // (person.commute_km or 1)


def _fresh(opening: Opening) -> int:
    return 0 if opening.age_days is None else 100 * max(3 - opening.age_days // 7, 0)
