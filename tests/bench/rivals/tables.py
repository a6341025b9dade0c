"""The made-up columns as rows of PostgreSQL, so that every rival answers for the same crowd.

All vacancies, and the first people: whoever asks in SQL or by objects is measured on a sample.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection
from django.utils import timezone

from backend.accounts.models import User
from backend.accounts.states import Role
from backend.taxonomy.levels import Cefr
from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Place, Skill
from jobs.matching.arrays import NONE, Lists, Openings, People, Words
from jobs.models import Employer, Vacancy, VacancyLanguage, VacancyLicence, VacancySkill
from jobs.states import EmployerState, VacancyState
from reintegration.models import (
    Consent,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    ReturneeSkill,
    WorkHistory,
)
from reintegration.states import ConsentPurpose
from tests.bench.made_up import Land

AT_ONCE = 2000
LEVELS = list(Cefr)


def fill(land: Land, people: People, openings: Openings, asking: int) -> None:
    """Into a database without any row: the land, all openings, and the first `asking` people."""
    _fill_land(land)
    _fill_people(land, people, asking)
    _fill_openings(land, openings)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _fill_land(land: Land) -> None:
    words = land.words
    home = Country.objects.create(code="KG", currency="KGS", home=True)
    regions = dict.fromkeys(spot.region for spot in land.places.spots)
    Place.objects.bulk_create(
        Place(pk=one, country=home, kind="region", iso_code=f"{one}") for one in regions
    )
    Place.objects.bulk_create(
        Place(pk=spot.place, country=home, kind="settlement", geoname_id=spot.place,
              parent_id=spot.region, latitude=spot.point[0], longitude=spot.point[1])
        for spot in land.places.spots if spot.point
    )  # fmt: skip
    Skill.objects.bulk_create(Skill(pk=one, kind=Skill.Kind.SKILL) for one in words.skills.numbers)
    IscoGroup.objects.bulk_create(IscoGroup(code=code, level=4) for code in words.isco.numbers)
    Language.objects.bulk_create(Language(code=code) for code in words.languages.numbers)
    Licence.objects.bulk_create(
        Licence(code=code, kind=Licence.Kind.TRADE) for code in words.licences.numbers
    )


def _fill_people(land: Land, people: People, asking: int) -> None:
    words, spots = land.words, land.places.spots
    ids = [int(pk) for pk in people.id[:asking]]
    Returnee.objects.bulk_create(
        Returnee(
            pk=pk, given_names="Made", family_name="Up", sex="female", birth_year=1990,
            language="ru", home_place_id=spots[people.place[row]].place,
            commute_km=int(people.commute_km[row]), can_relocate=bool(people.relocates[row]),
            wage_floor=_known(people.floor[row]), wage_currency="KGS",
            education=_known(people.education[row]),
            schedules=_codes(people.schedules[row], words.schedules),
        )
        for row, pk in enumerate(ids)
    )  # fmt: skip
    Consent.objects.bulk_create(
        Consent(returnee_id=pk, purpose=ConsentPurpose.MATCHING, given=True, text_version="bench")
        for pk in ids
    )
    skills = _pairs(ids, people.skills)
    _copy(ReturneeSkill, "returnee skill source", ((*pair, "self") for pair, _ in skills))
    bits = ((pk, code) for row, pk in enumerate(ids)
            for code in _codes(people.licences[row], words.licences))  # fmt: skip
    _copy(ReturneeLicence, "returnee licence", bits)
    spoken = _spoken(ids, people.languages, people.levels)
    _copy(ReturneeLanguage, "returnee language level", spoken)
    codes = list(words.isco.numbers)
    work = (
        (pk, codes[value], "", int(people.months[at]))
        for (pk, value), at in _pairs(ids, people.work)
    )
    _copy(WorkHistory, "returnee isco title months", work)


def _fill_openings(land: Land, openings: Openings) -> None:
    words, spots, codes = land.words, land.places.spots, list(land.words.isco.numbers)
    ids = [int(pk) for pk in openings.id]
    noon = timezone.localtime().replace(hour=12)
    firm = _firm()
    Vacancy.objects.bulk_create(
        (
            Vacancy(
                pk=pk, employer=firm, state=VacancyState.PUBLISHED, title="Made up",
                isco_id=codes[openings.isco[row]], country_id="KG",
                place_id=spots[openings.place[row]].place, schedule=f"{openings.schedule[row]}",
                wage_from=int(openings.pay[row]), wage_currency="KGS",
                min_experience_months=int(openings.months[row]),
                min_education=_known(openings.education[row]),
                published_at=noon - dt.timedelta(days=int(openings.age_days[row])),
            )
            for row, pk in enumerate(ids)
        ),
        batch_size=AT_ONCE,
    )  # fmt: skip
    for lists, required in ((openings.required, True), (openings.wished, False)):
        asked = ((*pair, required) for pair, _ in _pairs(ids, lists))
        _copy(VacancySkill, "vacancy skill required", asked)
    bits = ((pk, code) for row, pk in enumerate(ids)
            for code in _codes(openings.licences[row], words.licences))  # fmt: skip
    _copy(VacancyLicence, "vacancy licence", bits)
    spoken = _spoken(ids, openings.languages, openings.levels)
    _copy(VacancyLanguage, "vacancy language level", spoken)


def _firm() -> Employer:
    officer = User.objects.create(
        email="made.up@example.org", name="Made Up", role=Role.ADMINISTRATOR
    )
    return Employer.objects.create(
        name="Firm", tax_number="1", country_id="KG", place_id=1, state=EmployerState.VERIFIED,
        decided_at=timezone.now(), decided_by=officer,
    )  # fmt: skip


def _pairs(ids: list[int], lists: Lists) -> Iterator[tuple[tuple[int, int], int]]:
    """Owner and value, and where the value stands."""
    for row, pk in enumerate(ids):
        for at in range(int(lists.start[row]), int(lists.start[row + 1])):
            yield (pk, int(lists.values[at])), at


def _spoken(ids: list[int], lists: Lists, levels: Any) -> Iterator[tuple[Any, ...]]:
    for (pk, language), at in _pairs(ids, lists):
        yield pk, f"{language}", str(LEVELS[levels[at] - 1])


def _copy(model: Any, names: str, rows: Iterable[tuple[Any, ...]]) -> None:
    columns = ", ".join(model._meta.get_field(name).column for name in names.split())
    into = f"COPY {model._meta.db_table} ({columns}) FROM STDIN"
    with connection.cursor() as cursor, cursor.copy(into) as copy:
        for row in rows:
            copy.write_row(row)


def _codes(bits: Any, words: Words) -> list[str]:
    return [code for code, number in words.numbers.items() if int(bits) >> number & 1]


def _known(value: Any) -> int | None:
    return None if value == NONE else int(value)
