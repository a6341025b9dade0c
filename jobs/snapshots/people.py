"""The columns of people, read as columns."""

from collections.abc import Collection
from typing import Any

import numpy as np
from django.db.models import Case, CharField, F, Func, IntegerField, When
from django.db.models.functions import Cast, Coalesce

from backend.taxonomy.levels import Cefr
from jobs.matching.arrays import Ints, Lists, People, Vocabulary, Words
from jobs.models import Application, Match
from jobs.snapshots.copying import among, columns
from jobs.snapshots.listing import flags, lists, rows_of, summed
from jobs.states import MatchState
from reintegration.models import (
    Consent,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.querysets import ReturneeQuerySet
from reintegration.states import ConsentPurpose, ReturneeState

# As words: the number is the rank less one.
LEVELS = Words({str(level): level.rank - 1 for level in Cefr})

Ids = Collection[int] | None


def read_people(words: Vocabulary, ids: Ids = None) -> People:
    """These people, or everybody, sorted by id. The words know all codes of the taxonomy."""
    chosen = Returnee.objects.all()
    chosen = chosen if ids is None else chosen.filter(pk__in=among(ids))
    _meet(words, chosen)
    found = columns(_own(chosen), [None, words.currencies])
    order = np.argsort(found[0])
    pk, currency, spot, active, relocates, commute, floor, education = (
        column[order] for column in found
    )
    child = _Children(pk, ids)
    languages, levels = child.with_levels(words.languages)
    work, months = child.with_months(words.isco)
    return People(
        id=pk.astype(np.int64),
        place=by_key({one.place: n for one, n in words.places.numbers.items()}, spot),
        looking=(active > 0) & child.agreeing(),
        relocates=relocates > 0,
        commute_km=commute.astype(np.int32),
        floor=floor.astype(np.int64),
        currency=currency.astype(np.int16),
        schedules=child.schedules(chosen, words.schedules),
        education=education.astype(np.int8),
        licences=child.licences(words.licences),
        skills=child.skills(words.skills),
        languages=languages,
        levels=levels,
        work=work,
        months=months,
        never=child.never(),
    )


def by_key(numbers: dict[int, int], keys: Ints) -> Ints:
    """The numbers of keys that are all known, int32."""
    table = np.empty(max(numbers, default=0) + 1, np.int32)
    table[list(numbers)] = list(numbers.values())
    return table[keys]


def _meet(words: Vocabulary, chosen: ReturneeQuerySet) -> None:
    """Give numbers to the codes that no table of the taxonomy holds."""
    met = chosen.order_by().values_list("wage_currency", "schedules").distinct()
    for currency, schedules in met:
        words.currencies.number(currency)
        for schedule in schedules:
            words.schedules.number(schedule)


def _own(chosen: ReturneeQuerySet) -> Any:
    """As `read_people` unpacks them."""
    active = Case(When(state=ReturneeState.ACTIVE, then=1), default=0)
    relocates = Cast(F("can_relocate"), IntegerField())
    spot = Coalesce("current_place_id", "home_place_id")
    plain = ("commute_km", "wage_floor", "education")
    named = chosen.annotate(spot=spot, active=active, relocates=relocates)
    return named.values_list("pk", "wage_currency", "spot", "active", "relocates", *plain)


def _schedules(chosen: ReturneeQuerySet) -> Any:
    one = Func("schedules", function="unnest", output_field=CharField())
    return chosen.annotate(one=one).values_list("pk", "one")


class _Children:
    """What other tables hold of these people. Rows of anybody else are left out."""

    def __init__(self, pk: Ints, ids: Ids) -> None:
        self.pk, self.ids = pk, ids

    def read(self, rows: Any, *fields: str, words: Words | None = None) -> list[Ints]:
        """Rows of people, and the columns after the owner; the first may be one of codes."""
        chosen = rows if self.ids is None else rows.filter(returnee__in=among(self.ids))
        known = chosen.values_list("returnee_id", *fields)
        return self.placed(columns(known, [None, words, LEVELS if "level" in fields else None]))

    def placed(self, found: list[Ints]) -> list[Ints]:
        rows, known = rows_of(self.pk, found[0])
        return [rows, *(column[known] for column in found[1:])]

    def licences(self, words: Words) -> Ints:
        rows, licences = self.read(ReturneeLicence.objects, "licence_id", words=words)
        return flags(rows, licences, len(self.pk))

    def schedules(self, chosen: ReturneeQuerySet, words: Words) -> Ints:
        rows, schedules = self.placed(columns(_schedules(chosen), [None, words]))
        return flags(rows, schedules, len(self.pk))

    def agreeing(self) -> Ints:
        """Whose newest answer is yes: of several values for one row numpy keeps the last."""
        asked = Consent.objects.filter(purpose=ConsentPurpose.MATCHING)
        said = asked.annotate(said=Cast("given", IntegerField()))
        rows, pk, given = self.read(said, "pk", "said")
        order = np.argsort(pk)
        agrees = np.zeros(len(self.pk), np.bool_)
        agrees[rows[order]] = given[order] > 0
        return agrees

    def skills(self, words: Words) -> Lists:
        rows, skills = self.read(ReturneeSkill.objects, "skill_id")
        return lists(rows, by_key(words.numbers, skills), len(self.pk), np.int32)

    def with_levels(self, words: Words) -> tuple[Lists, Ints]:
        rows, codes, level = self.read(
            ReturneeLanguage.objects, "language_id", "level", words=words
        )
        spoken, levels = summed(rows, codes, level, len(self.pk), np.int16)
        return spoken, (levels + 1).astype(np.int8)

    def with_months(self, words: Words) -> tuple[Lists, Ints]:
        """Two jobs of one kind add up."""
        rows, codes, months = self.read(WorkHistory.objects, "isco_id", "months", words=words)
        work, added = summed(rows, codes, months, len(self.pk), np.int16)
        return work, added.astype(np.int32)

    def never(self) -> Lists:
        """Openings applied for, put aside, or that turned the person away."""
        put_aside = Match.objects.filter(state=MatchState.REFUSED)
        found = [self.read(rows, "vacancy_id") for rows in (Application.objects, put_aside)]
        owners, openings = (np.concatenate(column) for column in zip(*found, strict=True))
        return lists(owners, openings, len(self.pk), np.int64)
