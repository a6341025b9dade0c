"""What search engines are told: schema.org's JobPosting, and nothing that the firm did not say."""

import datetime as dt
import json
import re

import jsonschema  # type: ignore[import-untyped]
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from backend.taxonomy.models import Country
from jobs.models import Vacancy
from jobs.posting import as_script, job_posting
from jobs.states import PayPeriod
from reintegration.states import Schedule


def typed(kind: str, required: list[str], **properties: object) -> dict[str, object]:
    return {
        "type": "object",
        "properties": {"@type": {"const": kind}} | properties,
        "required": ["@type", *required],
        "additionalProperties": False,
    }


TEXT = {"type": "string", "minLength": 1}
COUNT = {"type": "integer", "minimum": 1}
ADDRESS = typed(
    "PostalAddress",
    ["addressCountry"],
    addressCountry={"type": "string", "pattern": "^[A-Z]{2}$"},
    addressRegion=TEXT,
    addressLocality=TEXT,
)
AMOUNT = typed(
    "QuantitativeValue",
    ["unitText"],
    unitText={"enum": ["HOUR", "DAY", "WEEK", "MONTH", "YEAR"]},
    value=COUNT,
    minValue=COUNT,
    maxValue=COUNT,
) | {"anyOf": [{"required": [name]} for name in ("value", "minValue", "maxValue")]}
SALARY = typed(
    "MonetaryAmount",
    ["currency", "value"],
    currency={"type": "string", "pattern": "^[A-Z]{3}$"},
    value=AMOUNT,
)
CATEGORY = typed(
    "CategoryCode", ["codeValue", "inCodeSet"], codeValue=TEXT, inCodeSet=TEXT, name=TEXT
)
# As schema.org and the search engines' guides ask: validThrough and baseSalary where stated.
POSTING = typed(
    "JobPosting",
    ["@context", "title", "description", "datePosted", "hiringOrganization", "jobLocation"],
    **{"@context": {"const": "https://schema.org"}},
    url={"type": "string", "format": "uri", "pattern": "^https?://"},
    identifier=typed("PropertyValue", ["name", "value"], name=TEXT, value=TEXT),
    title=TEXT,
    description=TEXT,
    datePosted={"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
    validThrough={"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT23:59:59[+-]\d\d:\d\d$"},
    employmentType={"enum": ["FULL_TIME", "PART_TIME"]},
    hiringOrganization=typed("Organization", ["name"], name=TEXT),
    jobLocation=typed("Place", ["address"], address=ADDRESS),
    baseSalary=SALARY,
    totalJobOpenings=COUNT,
    occupationalCategory=CATEGORY,
    skills=TEXT,
    experienceRequirements=typed(
        "OccupationalExperienceRequirements", ["monthsOfExperience"], monthsOfExperience=COUNT
    ),
    jobBenefits=TEXT,
)


def posting_on_page(client: Client, vacancy: Vacancy) -> dict[str, object]:
    page = client.get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    (text,) = re.findall(r'<script type="application/ld\+json"[^>]*>(.*?)</script>', page, re.S)
    found: dict[str, object] = json.loads(text)
    return found


def test_a_full_vacancy_says_all_it_states(client: Client, vacancy: Vacancy) -> None:
    vacancy.closes_on = timezone.localdate() + dt.timedelta(days=10)
    vacancy.wage_to, vacancy.housing, vacancy.min_experience_months = 60_000, True, 12
    vacancy.save()
    said = posting_on_page(client, vacancy)
    jsonschema.validate(said, POSTING)
    assert {*said} == {*POSTING["properties"]}  # type: ignore[misc]  # a table of ours
    assert said["title"] == "Сварщик"
    assert str(said["validThrough"]).startswith(vacancy.closes_on.isoformat())
    assert said["baseSalary"] == {
        "@type": "MonetaryAmount",
        "currency": "KGS",
        "value": {
            "@type": "QuantitativeValue",
            "unitText": "MONTH",
            "minValue": 45_000,
            "maxValue": 60_000,
        },
    }


def test_what_a_vacancy_does_not_state_is_not_made_up(client: Client, vacancy: Vacancy) -> None:
    vacancy.skills.all().delete()
    Vacancy.objects.update(
        place=None, country=Country.objects.get(pk="TR"), wage_from=None, schedule=Schedule.SHIFTS
    )
    said = posting_on_page(client, vacancy)
    jsonschema.validate(said, POSTING)
    assert not {"validThrough", "baseSalary", "employmentType", "skills"} & {*said}
    location = {"@type": "PostalAddress", "addressCountry": "TR"}
    assert said["jobLocation"] == {"@type": "Place", "address": location}


@pytest.mark.parametrize("period", PayPeriod.values)
def test_pay_is_said_for_its_own_time(vacancy: Vacancy, period: str) -> None:
    vacancy.wage_period, vacancy.wage_to = period, vacancy.wage_from
    amount = job_posting(vacancy)["baseSalary"]["value"]
    assert (amount["unitText"], amount["value"]) == (period.upper(), 45_000)


def test_a_text_cannot_end_the_script_it_stands_in(vacancy: Vacancy) -> None:
    vacancy.title = vacancy.description = "</script><script>alert(1)</script>"
    text = as_script(vacancy)
    assert "<" not in text
    assert json.loads(text)["title"] == vacancy.title


def test_no_contact_of_the_firm_is_public(client: Client, vacancy: Vacancy) -> None:
    firm = vacancy.employer
    page = client.get(reverse("jobs:vacancy", args=[vacancy.public_id])).content.decode()
    for private in (firm.contact_phone, firm.contact_phone[-6:], firm.tax_number):
        assert private not in page
