"""Whoever somebody is enters neither a score, nor a list, nor the choice of who is told.

The matching runs twice over the same people, who have exchanged in between all that it must
not weigh. The fairness report of the two nights differs, so the exchange was a real one.
"""

import datetime as dt
from pathlib import Path
from typing import Any

import pytest

from backend.indicators.fairness_counts import count
from backend.lib.names import name_key
from backend.notifications.models import Message
from backend.taxonomy.models import Country, Place
from jobs.actions import nights
from jobs.models import Match, Vacancy
from reintegration.models import DisabilityAnswer, Need, Returnee, WorkHistory
from reintegration.states import NeedKind, ReturnKind, Sex
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db
PEOPLE = 24


@pytest.fixture
def people(
    anara: Returnee, another_welder: Another, bishkek: Place, vacancy: Vacancy
) -> list[Returnee]:
    """Welders who differ in what is weighed, and live in Bishkek wherever they come from."""
    made = []
    for number in range(PEOPLE):
        floor = {"wage_floor": 30_000 + 1_000 * number, "wage_currency": "KGS"}
        person = another_welder(number, current_place=bishkek, **floor)
        WorkHistory.objects.filter(returnee=person).update(months=number)
        for skill in list(anara.skills.all())[: number % 4]:
            person.skills.create(skill_id=skill.skill_id)
        made.append(person)
    return made


def become(person: Returnee, who: int, places: list[Place]) -> None:
    """Give a person everything that must not matter, as the number `who` has it."""
    odd = bool(who % 2)
    person.sex = Sex.MALE if who % 3 else Sex.FEMALE
    person.birth_year = 1960 + 2 * who
    person.given_names, person.family_name = f"Given{who}", f"Family{who}"
    person.name_key = name_key(person.given_names, person.family_name)
    person.home_place = places[who % len(places)]
    person.return_kind = ReturnKind.SENT_BACK if odd else ReturnKind.PLANNED
    person.returned_on = dt.date(2020 + who % 5, 1, 1)
    person.save()
    person.destinations.set(Country.objects.filter(pk="RU" if odd else "KZ"))
    WorkHistory.objects.filter(returnee=person).update(country="RU" if odd else "KG")
    Need.objects.filter(returnee=person).delete()
    Need.objects.create(returnee=person, kind=NeedKind.COUNSELLING if odd else NeedKind.MONEY)
    DisabilityAnswer.objects.filter(returnee=person).delete()
    if who < PEOPLE // 2:
        DisabilityAnswer.objects.create(returnee=person, has_disability=odd)


def a_night() -> tuple[Any, Any, Any]:
    """Lists with scores and reasons, who was told of what, and the report; then forgotten."""
    run = nights.match_all()
    assert run is not None
    facts = ("returnee", "vacancy", "score", "parts", "is_current", "state")
    lists = list(Match.objects.order_by("returnee", "vacancy").values_list(*facts))
    sent = sorted((one.phone, one.body.split("http")[0]) for one in Message.objects.all())
    report = list(count(run).counts.order_by("dimension", "group").values_list("group", "listed"))
    Match.objects.all().delete()
    Message.objects.all().delete()
    return lists, sent, report


def test_who_somebody_is_changes_no_list_no_score_and_no_notice(
    people: list[Returnee], vacancy: Vacancy, another_vacancy: Another, bishkek: Place, osh: Place
) -> None:
    for wage in (32_000, 40_000, 50_000):
        another_vacancy(wage_from=wage, title=f"{wage}")
    for who, person in enumerate(people):
        become(person, who, [bishkek, osh])
    lists, sent, report = a_night()
    for who, person in enumerate(people):
        become(person, (who * 7 + 5) % PEOPLE, [bishkek, osh])
    lists_after, sent_after, report_after = a_night()
    assert lists_after == lists
    assert sent_after == sent
    assert 0 < len(sent) < len(lists)
    assert report_after != report


def test_nothing_that_matches_or_shows_jobs_names_the_answer_about_disability() -> None:
    names = ("DisabilityAnswer", "disability_answer", "has_disability")
    paths = [path for path in Path("jobs").rglob("*.py") if "migrations" not in path.parts]
    assert paths
    assert not [path for path in paths if any(name in path.read_text() for name in names)]
