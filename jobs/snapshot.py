"""People and vacancies as the facts of the matching, read in a fixed number of queries.

This is the only door from the database into `jobs.matching`: what is not read here cannot
be weighed there.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils import timezone

from backend.taxonomy.levels import Cefr
from backend.taxonomy.models import Place
from jobs.matching.facts import Opening, Person, Spot, monthly
from jobs.models import (
    Application,
    Match,
    VacancyLanguage,
    VacancyLicence,
    VacancySkill,
)
from jobs.states import ApplicationState, MatchState
from jobs.vacancy_querysets import VacancyQuerySet
from reintegration.models import (
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.querysets import ReturneeQuerySet
from reintegration.states import ConsentPurpose

RANKS = {str(level): level.rank for level in Cefr}
PERSON_COLUMNS = (
    "pk",
    "home_place_id",
    "current_place_id",
    "state",
    "commute_km",
    "can_relocate",
    "wage_floor",
    "wage_currency",
    "schedules",
    "education",
)
VACANCY_COLUMNS = (
    "pk",
    "isco_id",
    "country_id",
    "place_id",
    "schedule",
    "wage_from",
    "wage_to",
    "wage_period",
    "wage_currency",
    "min_experience_months",
    "min_education",
    "published_at",
)


def people(chosen: ReturneeQuerySet) -> list[Person]:
    """The facts of these returnees, by id. Nine queries, however many they are."""
    rows = list(chosen.order_by("pk").values(*PERSON_COLUMNS))
    ids = chosen.order_by().values("pk")
    agreed = set(chosen.consenting_to(ConsentPurpose.MATCHING).values_list("pk", flat=True))
    spots = spots_of(row["current_place_id"] or row["home_place_id"] for row in rows)
    skills = _sets(ReturneeSkill.objects, "returnee", ids, "skill_id")
    licences = _sets(ReturneeLicence.objects, "returnee", ids, "licence_id")
    languages = _ranks(ReturneeLanguage.objects, "returnee", ids)
    work = _months(ids)
    past = _past(ids)
    return [
        Person(
            id=row["pk"],
            spot=spots[row["current_place_id"] or row["home_place_id"]],
            agrees=row["pk"] in agreed,
            state=row["state"],
            commute_km=row["commute_km"],
            can_relocate=row["can_relocate"],
            wage_floor=row["wage_floor"],
            wage_currency=row["wage_currency"],
            schedules=frozenset(row["schedules"]),
            education=row["education"],
            skills=frozenset(skills.get(row["pk"], ())),
            licences=frozenset(licences.get(row["pk"], ())),
            languages=languages.get(row["pk"], {}),
            work=work.get(row["pk"], {}),
            applied=frozenset(past["applied"].get(row["pk"], ())),
            declined=frozenset(past["declined"].get(row["pk"], ())),
            turned_away=frozenset(past["turned_away"].get(row["pk"], ())),
        )
        for row in rows
    ]


def openings(chosen: VacancyQuerySet) -> list[Opening]:
    """The facts of these vacancies, by id. Six queries, however many they are."""
    rows = list(chosen.order_by("pk").values(*VACANCY_COLUMNS))
    ids = chosen.order_by().values("pk")
    still_open = set(chosen.open().values_list("pk", flat=True))
    spots = spots_of(row["place_id"] for row in rows)
    required = _sets(VacancySkill.objects.filter(required=True), "vacancy", ids, "skill_id")
    wished = _sets(VacancySkill.objects.filter(required=False), "vacancy", ids, "skill_id")
    licences = _sets(VacancyLicence.objects, "vacancy", ids, "licence_id")
    today = timezone.localdate()
    languages = _ranks(VacancyLanguage.objects, "vacancy", ids)
    return [
        Opening(
            id=row["pk"],
            isco=row["isco_id"],
            country=row["country_id"],
            spot=spots.get(row["place_id"]),
            is_open=row["pk"] in still_open,
            schedule=row["schedule"],
            pay=_most_pay(row),
            currency=row["wage_currency"],
            months=row["min_experience_months"],
            education=row["min_education"],
            age_days=_age(row["published_at"], today),
            required=frozenset(required.get(row["pk"], ())),
            wished=frozenset(wished.get(row["pk"], ())),
            licences=frozenset(licences.get(row["pk"], ())),
            languages=languages.get(row["pk"], {}),
        )
        for row in rows
    ]


def spots_of(place_ids: Iterable[int | None]) -> dict[int | None, Spot]:
    """A region's own point is its middle, which is nobody's address: it is left out."""
    wanted = {pk for pk in place_ids if pk is not None}
    columns = ("pk", "parent_id", "country_id", "kind", "latitude", "longitude")
    spots: dict[int | None, Spot] = {}
    for pk, parent, country, kind, latitude, longitude in Place.objects.filter(
        pk__in=wanted
    ).values_list(*columns):
        known = kind == Place.Kind.SETTLEMENT and latitude is not None and longitude is not None
        point = (latitude, longitude) if known else None
        spots[pk] = Spot(pk, parent or pk, country, point)
    return spots


def _sets(rows: Any, owner: str, ids: Any, column: str) -> dict[int, set[Any]]:
    found: dict[int, set[Any]] = defaultdict(set)
    chosen = rows.filter(**{f"{owner}__in": ids}).order_by()
    for key, value in chosen.values_list(f"{owner}_id", column):
        found[key].add(value)
    return found


def _ranks(rows: Any, owner: str, ids: Any) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = defaultdict(dict)
    chosen = rows.filter(**{f"{owner}__in": ids}).order_by()
    for key, language, level in chosen.values_list(f"{owner}_id", "language_id", "level"):
        found[key][language] = RANKS[level]
    return found


def _months(ids: Any) -> dict[int, dict[str, int]]:
    """Months of work by ISCO code; two jobs of one kind add up."""
    found: dict[int, dict[str, int]] = defaultdict(dict)
    rows = WorkHistory.objects.filter(returnee__in=ids).order_by()
    for key, isco, months in rows.values_list("returnee_id", "isco_id", "months"):
        found[key][isco] = found[key].get(isco, 0) + months
    return found


def _past(ids: Any) -> dict[str, dict[int, set[int]]]:
    """Vacancies that the person applied for, put aside, or was refused at."""
    kinds = {ApplicationState.REFUSED: "turned_away", ApplicationState.WITHDRAWN: "declined"}
    past: dict[str, dict[int, set[int]]] = {
        kind: defaultdict(set) for kind in ("applied", "declined", "turned_away")
    }
    applications = Application.objects.filter(returnee__in=ids)
    for key, vacancy, state in applications.values_list("returnee_id", "vacancy_id", "state"):
        past[kinds.get(state, "applied")][key].add(vacancy)
    put_aside = Match.objects.filter(returnee__in=ids, state=MatchState.REFUSED)
    for key, vacancy in put_aside.values_list("returnee_id", "vacancy_id"):
        past["declined"][key].add(vacancy)
    return past


def _age(published_at: dt.datetime | None, today: dt.date) -> int | None:
    """Whole days since publication; never negative."""
    if published_at is None:
        return None
    return max(0, (today - timezone.localdate(published_at)).days)


def _most_pay(row: dict[str, Any]) -> int | None:
    """The most the employer names, by the month."""
    named = row["wage_to"] if row["wage_to"] is not None else row["wage_from"]
    return monthly(named, period=row["wage_period"], schedule=row["schedule"])
