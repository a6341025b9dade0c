"""A vacancy of the open list as schema.org's JobPosting, for search engines.

Only what the vacancy says: a property that it does not state is left out, never guessed. No
contact of the firm and nothing of an applicant is in it.
"""

import datetime as dt
import json
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from backend.notifications.links import absolute
from backend.taxonomy.choices import name_of
from jobs.models import Vacancy
from jobs.states import PayPeriod
from reintegration.states import Schedule

UNITS = {PayPeriod.MONTH: "MONTH", PayPeriod.DAY: "DAY", PayPeriod.HOUR: "HOUR"}
# Shifts and rotations are hours of work, no type of employment: nothing is said of them.
EMPLOYMENT = {Schedule.FULL: "FULL_TIME", Schedule.PART: "PART_TIME"}
# A closing tag in a text must not end the script around it.
ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}

Words = dict[str, Any]


def as_script(vacancy: Vacancy) -> SafeString:
    """The posting as the text of a `<script type="application/ld+json">`."""
    text = json.dumps(job_posting(vacancy), ensure_ascii=False).translate(ESCAPES)
    return mark_safe(text)  # noqa: S308  escaped as Django's json_script does


def job_posting(vacancy: Vacancy) -> Words:
    """`vacancy` is public and comes `with_requirements`. Names are in the reader's language."""
    asked = [name_of(row.skill) for row in vacancy.skills.all() if row.required]
    months = vacancy.min_experience_months
    words = {
        "@context": "https://schema.org",
        "@type": "JobPosting",
        "url": absolute(reverse("jobs:vacancy", args=[vacancy.public_id])),
        "identifier": _typed("PropertyValue", name="Homeward", value=str(vacancy.public_id)),
        "title": vacancy.title,
        "description": linebreaks(vacancy.description, autoescape=True),
        "datePosted": timezone.localdate(vacancy.published_at).isoformat(),
        "validThrough": _end_of(vacancy.closes_on),
        "employmentType": EMPLOYMENT.get(Schedule(vacancy.schedule)),
        "hiringOrganization": _typed("Organization", name=vacancy.employer.name),
        "jobLocation": _location(vacancy),
        "baseSalary": _salary(vacancy),
        "totalJobOpenings": vacancy.openings,
        "occupationalCategory": _category(vacancy),
        "skills": ", ".join(asked) or None,
        "experienceRequirements": (
            _typed("OccupationalExperienceRequirements", monthsOfExperience=months)
            if months
            else None
        ),
        "jobBenefits": _("Housing is given") if vacancy.housing else None,
    }
    return _stated(words)


def _typed(kind: str, **words: Any) -> Words:
    return _stated({"@type": kind} | words)


def _stated(words: Words) -> Words:
    return {name: value for name, value in words.items() if value is not None}


def _end_of(day: dt.date | None) -> str | None:
    """The last second of the last day, where the service is."""
    if day is None:
        return None
    last = dt.datetime.combine(day, dt.time(23, 59, 59))
    return timezone.make_aware(last).isoformat()


def _location(vacancy: Vacancy) -> Words:
    """The town and its region, a region alone, or for work abroad the country."""
    place = vacancy.place
    region = place and (place.parent or place)
    town = place if place and place.parent_id else None
    address = _typed(
        "PostalAddress",
        addressCountry=vacancy.country_id,
        addressRegion=name_of(region) if region else None,
        addressLocality=name_of(town) if town else None,
    )
    return _typed("Place", address=address)


def _salary(vacancy: Vacancy) -> Words | None:
    """As stated: a range, or the one end that is named; None when no pay is."""
    low, high = vacancy.wage_from, vacancy.wage_to
    if low is None and high is None:
        return None
    ends = {"value": low} if low == high else {"minValue": low, "maxValue": high}
    unit = UNITS[PayPeriod(vacancy.wage_period)]
    amount = _typed("QuantitativeValue", unitText=unit, **ends)
    return _typed("MonetaryAmount", currency=vacancy.wage_currency, value=amount)


def _category(vacancy: Vacancy) -> Words:
    return _typed(
        "CategoryCode",
        inCodeSet="ISCO-08",
        codeValue=vacancy.isco_id,
        name=name_of(vacancy.isco),
    )
