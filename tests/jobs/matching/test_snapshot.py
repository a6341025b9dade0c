"""The door from the database to the engine: what goes through it, and what never does."""

import pytest
from pytest_django import DjangoAssertNumQueries

from backend.taxonomy.models import Country, Place, Skill
from jobs import snapshot
from jobs.matching.facts import Spot
from jobs.models import Application, Match, MatchRun, Vacancy, VacancyLanguage, VacancyLicence
from jobs.states import ApplicationState, MatchState, RunTrigger
from reintegration.models import (
    Need,
    Returnee,
    ReturneeLanguage,
    ReturneeLicence,
    WorkHistory,
)
from reintegration.states import ConsentPurpose, NeedKind, Sex
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db


def facts_of(returnee: Returnee) -> object:
    [person] = snapshot.people(Returnee.objects.filter(pk=returnee.pk))
    return person


def test_a_person_is_read_as_they_are(anara: Returnee, welding: list[Skill]) -> None:
    ReturneeLicence.objects.create(returnee=anara, licence_id="B")
    ReturneeLanguage.objects.create(returnee=anara, language_id="ru", level="B1")
    WorkHistory.objects.create(returnee=anara, isco_id="7212", months=6)
    [person] = snapshot.people(Returnee.objects.filter(pk=anara.pk))
    place = anara.home_place
    assert person.spot == Spot(
        place.pk, place.parent_id or 0, "KG", (place.latitude or 0, place.longitude or 0)
    )
    assert person.skills == {skill.pk for skill in welding}
    assert person.licences == {"B"}
    assert person.languages == {"ru": 3}
    assert person.work == {"7212": 42}
    assert (person.wage_floor, person.wage_currency, person.agrees) == (30_000, "KGS", True)


def test_sex_age_origin_and_needs_do_not_even_reach_the_facts(anara: Returnee) -> None:
    before = facts_of(anara)
    anara.sex, anara.birth_year = Sex.MALE, 1950
    anara.given_names, anara.language = "Somebody", "tg"
    anara.return_kind = "sent_back"
    anara.save()
    anara.destinations.add(Country.objects.get(pk="RU"))
    WorkHistory.objects.filter(returnee=anara).update(country="RU")
    Need.objects.create(returnee=anara, kind=NeedKind.COUNSELLING)
    assert facts_of(anara) == before


def test_where_somebody_lives_now_counts_before_where_they_come_from(
    anara: Returnee, osh: Place
) -> None:
    anara.current_place = osh
    anara.save()
    [person] = snapshot.people(Returnee.objects.filter(pk=anara.pk))
    assert person.spot.place == osh.pk


def test_a_region_has_no_point_and_is_its_own_region(anara: Returnee, bishkek: Place) -> None:
    assert bishkek.parent is not None
    anara.home_place = bishkek.parent
    anara.save()
    [person] = snapshot.people(Returnee.objects.filter(pk=anara.pk))
    assert (person.spot.region, person.spot.point) == (bishkek.parent_id, None)


def test_the_past_is_told_apart(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    withdrawn, refused, put_aside = (another_vacancy() for _ in range(3))
    rows = [
        (vacancy, ApplicationState.SENT, ""),
        (withdrawn, ApplicationState.WITHDRAWN, ""),
        (refused, ApplicationState.REFUSED, "skills"),
    ]
    for row, state, reason in rows:
        Application.objects.create(vacancy=row, returnee=anara, state=state, refusal_reason=reason)
    run = MatchRun.objects.create(trigger=RunTrigger.NIGHTLY, weights_version="test")
    Match.objects.create(
        run=run,
        returnee=anara,
        vacancy=put_aside,
        state=MatchState.REFUSED,
        score=1,
        parts={},
    )
    [person] = snapshot.people(Returnee.objects.filter(pk=anara.pk))
    assert person.applied == {vacancy.pk}
    assert person.declined == {withdrawn.pk, put_aside.pk}
    assert person.turned_away == {refused.pk}


def test_a_vacancy_is_read_as_it_is(vacancy: Vacancy, welding: list[Skill]) -> None:
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    VacancyLanguage.objects.create(vacancy=vacancy, language_id="ru", level="A2")
    vacancy.wage_from, vacancy.wage_period = 2_000, "day"
    vacancy.min_education = 3
    vacancy.save()
    [opening] = snapshot.openings(Vacancy.objects.filter(pk=vacancy.pk))
    assert (opening.isco, opening.country, opening.is_open) == ("7212", "KG", True)
    assert opening.required == {skill.pk for skill in welding[:2]}
    assert opening.licences == {"B"}
    assert opening.languages == {"ru": 2}
    assert (opening.pay, opening.currency, opening.education) == (44_000, "KGS", 3)


def test_whoever_has_taken_consent_back_is_not_among_those_to_be_matched(anara: Returnee) -> None:
    anara.consents.create(
        purpose=ConsentPurpose.MATCHING, given=False, text_version="x", language="ky"
    )
    assert snapshot.people(Returnee.objects.to_be_matched()) == []
    [person] = snapshot.people(Returnee.objects.filter(pk=anara.pk))
    assert person.agrees is False


def test_many_cost_as_many_queries_as_one(
    anara: Returnee,
    vacancy: Vacancy,
    another_welder: Another,
    another_vacancy: Another,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        another_welder(number)
        another_vacancy()
    with django_assert_num_queries(9):
        assert len(snapshot.people(Returnee.objects.to_be_matched())) == 6
    with django_assert_num_queries(7):
        assert len(snapshot.openings(Vacancy.objects.open())) == 6
