"""What a form begins with, and what similar work pays."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from backend.accounts.models import User
from backend.taxonomy.models import IscoGroup, Licence, Place, Skill
from jobs.models import Employer, Vacancy, VacancyLicence
from jobs.pay_guidance import guidance
from jobs.starting_points import own_work, starting_point
from jobs.states import PayPeriod, VacancyState
from reintegration.states import Schedule
from tests.conftest import firm

Offers = Callable[..., list[Vacancy]]


@pytest.fixture
def offers(bishkek: Place, officer: User, welder: IscoGroup) -> Offers:
    """Open vacancies of as many firms as are asked for, one for each pay."""

    def make(pays: list[int], firms: int, **columns: object) -> list[Vacancy]:
        employers = [firm(f"Firm {n}", f"5555555555{n:04}", bishkek, officer) for n in range(firms)]
        return [
            Vacancy.objects.create(
                **{
                    "employer": employers[n % firms],
                    "state": VacancyState.PUBLISHED,
                    "published_at": timezone.now(),
                    "title": "Сварщик",
                    "isco": welder,
                    "place": bishkek,
                    "country": bishkek.country,
                    "wage_from": pay,
                    "wage_currency": "KGS",
                }
                | columns
            )
            for n, pay in enumerate(pays)
        ]

    return make


PAYS = [30_000, 40_000, 50_000, 60_000, 70_000]


def test_pay_guidance_is_the_middle_half_of_similar_offers(
    offers: Offers, welder: IscoGroup
) -> None:
    offers(PAYS, firms=3)
    found = guidance(welder, country="KG", currency="KGS")
    assert found is not None
    assert (found.lower_quartile, found.median, found.upper_quartile) == (40_000, 50_000, 60_000)
    assert (found.offers, found.isco) == (5, "7212")


def test_a_range_counts_by_its_middle(offers: Offers, welder: IscoGroup) -> None:
    offers([40_000] * 5, firms=3, wage_to=50_000)
    found = guidance(welder, country="KG", currency="KGS")
    assert found is not None
    assert found.median == 45_000


@pytest.mark.parametrize(
    ("pays", "firms", "columns"),
    [
        (PAYS[:4], 4, {}),
        (PAYS, 2, {}),
        (PAYS, 3, {"wage_currency": "USD"}),
        (PAYS, 3, {"wage_period": PayPeriod.DAY}),
        (PAYS, 3, {"state": VacancyState.PAUSED}),
        (PAYS, 3, {"is_protected": True}),
    ],
    ids=["few offers", "few firms", "other money", "by the day", "not open", "protected"],
)
def test_pay_guidance_is_silent_where_too_little_stands_behind_it(
    offers: Offers, welder: IscoGroup, pays: list[int], firms: int, columns: dict[str, object]
) -> None:
    offers(pays, firms, **columns)
    assert guidance(welder, country="KG", currency="KGS") is None


def test_a_firms_own_last_vacancy_is_the_best_beginning(
    vacancy: Vacancy, employer: Employer, other_employer: Employer, welder: IscoGroup
) -> None:
    assert starting_point(welder, employer=employer).like == vacancy
    assert starting_point(welder, employer=other_employer).like is None
    assert own_work(employer) == [vacancy]


def test_without_one_the_taxonomys_essential_skills_are_ticked(
    employer: Employer, welder: IscoGroup
) -> None:
    point = starting_point(welder, employer=employer)
    essential = Skill.objects.filter(
        occupation_links__isco=welder, occupation_links__essential=True
    )
    assert point.skills
    assert set(point.skills) <= set(essential)
    assert (point.schedule, point.licences) == (Schedule.FULL, [])


def test_hours_and_licences_are_those_that_most_similar_offers_name(
    offers: Offers, employer: Employer, welder: IscoGroup
) -> None:
    licence = Licence.objects.get(pk="welding")
    for n, vacancy in enumerate(offers(PAYS, firms=3, schedule=Schedule.SHIFTS)):
        if n < 3:
            VacancyLicence.objects.create(vacancy=vacancy, licence=licence)
    point = starting_point(welder, employer=employer)
    assert (point.schedule, point.licences) == (Schedule.SHIFTS, [licence])
