"""Rows for the tests that match on a real database."""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

from backend.lib.names import name_key
from backend.taxonomy.models import Licence
from jobs.models import Vacancy, VacancyLicence, VacancySkill
from jobs.states import VacancyState
from reintegration.consents import VERSION
from reintegration.models import Consent, Returnee, WorkHistory
from reintegration.states import ConsentPurpose
from training.models import Cohort, Course

Another = Callable[..., Any]


@pytest.fixture
def another_vacancy(vacancy: Vacancy) -> Another:
    """Published vacancies like the first one, with what is different."""

    def make(**fields: Any) -> Vacancy:
        usual: dict[str, Any] = {
            "employer": vacancy.employer,
            "state": VacancyState.PUBLISHED,
            "title": "Сварщик",
            "isco": vacancy.isco,
            "description": "Сварка.",
            "place": vacancy.place,
            "country": vacancy.country,
            "wage_from": 45_000,
            "wage_currency": "KGS",
            "published_at": timezone.now(),
        }
        row = Vacancy.objects.create(**usual | fields)
        VacancySkill.objects.bulk_create(
            VacancySkill(vacancy=row, skill_id=one.skill_id) for one in vacancy.skills.all()
        )
        return row

    return make


@pytest.fixture
def another_welder(anara: Returnee) -> Another:
    """Welders of Anara's town with a phone of their own, who agreed to everything."""

    def make(number: int, **fields: Any) -> Returnee:
        usual: dict[str, Any] = {
            "office": anara.office,
            "given_names": f"Welder{number}",
            "family_name": "Testova",
            "name_key": name_key(f"Welder{number}", "Testova"),
            "sex": anara.sex,
            "birth_year": 1985,
            "language": "ru",
            "phone": f"+99670099{number:04}",
            "home_place": anara.home_place,
        }
        person = Returnee.objects.create(**usual | fields)
        WorkHistory.objects.create(returnee=person, isco_id="7212", months=24)
        Consent.objects.bulk_create(
            Consent(
                returnee=person,
                purpose=purpose,
                given=True,
                text_version=VERSION,
                language="ru",
            )
            for purpose in ConsentPurpose
        )
        return person

    return make


@pytest.fixture
def driving(cohort: Cohort, vacancy: Vacancy) -> Course:
    """The course teaches to drive, and the vacancy asks for it."""
    course = cohort.course
    course.licences.set([Licence.objects.get(pk="B")])
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    return course
