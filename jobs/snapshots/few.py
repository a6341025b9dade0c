"""A few people in one statement: for an edited profile, planning ten of them is most of the cost.

People by the thousand are read as columns (people.py), which costs less for each.
"""

from collections.abc import Collection
from functools import lru_cache
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import OuterRef, Subquery
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

from jobs.matching.arrays import People, Vocabulary, people_of
from jobs.matching.facts import Person
from jobs.models import Application, Match
from jobs.snapshot import RANKS
from jobs.states import MatchState
from reintegration.models import (
    Consent,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.states import ConsentPurpose

# Up to so many people this is faster than columns (docs/benchmarks.md).
FEW = 300

IDS = object()  # stands for the ids in the parameters of the statement
OWN = (
    "state",
    "commute_km",
    "can_relocate",
    "wage_floor",
    "wage_currency",
    "schedules",
    "education",
)


def read_few(words: Vocabulary, ids: Collection[int]) -> People:
    """These people, sorted by id. The words know all places."""
    spots = {spot.place: spot for spot in words.places.numbers}
    names, statement, params = _statement()
    with connection.cursor() as cursor:
        cursor.execute(statement, [list(ids) if one is IDS else one for one in params])
        found = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return people_of((_person(row, spots[row["spot"]]) for row in found), words)


def _person(row: dict[str, Any], spot: Any) -> Person:
    months: dict[str, int] = {}
    for code, more in zip(row["work_codes"], row["work_months"], strict=True):
        months[code] = months.get(code, 0) + more
    levels = zip(row["language_codes"], row["language_levels"], strict=True)
    return Person(
        id=row["pk"],
        spot=spot,
        agrees=bool(row["agrees"]),
        state=row["state"],
        commute_km=row["commute_km"],
        can_relocate=row["can_relocate"],
        wage_floor=row["wage_floor"],
        wage_currency=row["wage_currency"],
        schedules=frozenset(row["schedules"]),
        education=row["education"],
        skills=frozenset(row["own_skills"]),
        licences=frozenset(row["own_licences"]),
        languages={code: RANKS[level] for code, level in levels},
        work=months,
        applied=frozenset(row["applied"]),
        declined=frozenset(row["put_aside"]),
    )


@lru_cache(maxsize=1)
def _statement() -> tuple[list[str], str, tuple[Any, ...]]:
    """Names of the columns, SQL and parameters; made once, as Django needs longer than the rows."""
    consent = Consent.objects.filter(returnee=OuterRef("pk"), purpose=ConsentPurpose.MATCHING)
    put_aside = Match.objects.filter(state=MatchState.REFUSED)
    children = {
        "spot": Coalesce("current_place_id", "home_place_id"),
        "agrees": Subquery(consent.order_by("-pk").values("given")[:1]),
        "own_skills": _listed(ReturneeSkill.objects, "skill_id"),
        "own_licences": _listed(ReturneeLicence.objects, "licence_id"),
        "language_codes": _listed(ReturneeLanguage.objects, "language_id"),
        "language_levels": _listed(ReturneeLanguage.objects, "level"),
        "work_codes": _listed(WorkHistory.objects, "isco_id"),
        "work_months": _listed(WorkHistory.objects, "months"),
        "applied": _listed(Application.objects, "vacancy_id"),
        "put_aside": _listed(put_aside, "vacancy_id"),
    }
    names = ["pk", *OWN, *children]
    chosen = Returnee.objects.filter(pk__in=RawSQL("SELECT unnest(%s::bigint[])", [IDS]))
    rows = chosen.order_by().annotate(**children).values_list(*names)
    statement, params = rows.query.sql_with_params()
    return names, statement, params


def _listed(rows: Any, column: str) -> ArraySubquery:
    """The column of each person's rows, always in one order: two columns of them pair up."""
    return ArraySubquery(rows.filter(returnee=OuterRef("pk")).order_by("pk").values(column))
