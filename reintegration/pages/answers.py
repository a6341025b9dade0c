"""Between the answers of the pages (plain values by step) and a file (rows and objects).

A step is the name of a page of the registration; "my data" asks the same questions again.
"""

import datetime as dt
from collections.abc import Callable
from typing import Any

from django.conf import settings

from backend.taxonomy.models import Country, IscoGroup, Language, Licence, Place, Skill
from reintegration.models import Returnee
from reintegration.states import ConsentPurpose

Answers = dict[str, Any]


def profile_values(step: str, told: Answers) -> dict[str, Any]:
    """What one page told, as the fields and lists of a file."""
    return TO_FILE[step](told)


def changes(step: str, before: Answers, told: Answers) -> dict[str, Any]:
    """Only what the page changed: a day of return known exactly stays, if its month does."""
    old, new = profile_values(step, before), profile_values(step, told)
    return {name: value for name, value in new.items() if value != old[name]}


def told_before(step: str, returnee: Returnee) -> Answers:
    """The answers with which the page of a step is filled in for an existing file."""
    return FROM_FILE[step](returnee)


def consents(told: Answers) -> dict[ConsentPurpose, bool]:
    return {purpose: bool(told.get(purpose)) for purpose in ConsentPurpose}


# --- Answers to a file -----------------------------------------------------------------------
def _about(told: Answers) -> dict[str, Any]:
    return {name: told[name] for name in ("given_names", "family_name", "sex", "birth_year")}


def _place(told: Answers) -> dict[str, Any]:
    return {"home_place": Place.objects.get(pk=told["home_place"])}


def _return(told: Answers) -> dict[str, Any]:
    codes = [*told["destinations"], told["other_country"]]
    year, month = told["returned_year"], told["returned_month"]
    return {
        "destinations": list(Country.objects.filter(pk__in=codes)),
        # Most people know the month; the first stands for it.
        "returned_on": dt.date(year, month or 1, 1) if year else None,
        "return_kind": told["return_kind"],
    }


def _work(told: Answers) -> dict[str, Any]:
    groups = IscoGroup.objects.in_bulk([job["isco"] for job in told["jobs"]])
    abroad = Country.objects.in_bulk([job["country"] for job in told["jobs"]])
    home = Country.objects.get(pk=settings.HOMEWARD_COUNTRY)
    return {
        "work_history": [
            {
                "isco": groups[job["isco"]],
                "title": job["title"],
                "country": abroad.get(job["country"], home),
                "months": job["months"],
            }
            for job in told["jobs"]
            if job["isco"] in groups
        ]
    }


def _skills(told: Answers) -> dict[str, Any]:
    return {
        "skills": list(Skill.objects.filter(pk__in=told["skills"])),
        "licences": list(Licence.objects.filter(pk__in=told["licences"])),
        "education": told["education"],
    }


def _languages(told: Answers) -> dict[str, Any]:
    spoken = {code: level for code, level in told.items() if level}
    found = Language.objects.in_bulk(list(spoken))
    return {
        "languages": [{"language": found[code], "level": spoken[code]} for code in sorted(found)]
    }


def _wishes(told: Answers) -> dict[str, Any]:
    names = ("needs", "wage_floor", "commute_km", "schedules")
    return {
        **{name: told[name] for name in names},
        "can_relocate": told["can_relocate"] == "yes",
    }


def _contact(told: Answers) -> dict[str, Any]:
    names = ("phone", "phone_owner", "contact_days", "language")
    return {
        **{name: told[name] for name in names},
        "contact_from": _time(told["contact_from"]),
        "contact_until": _time(told["contact_until"]),
    }


def _time(text: str) -> dt.time | None:
    return dt.time.fromisoformat(text) if text else None


# --- A file to answers -----------------------------------------------------------------------
def _about_of(file: Returnee) -> Answers:
    return {
        name: getattr(file, name) for name in ("given_names", "family_name", "sex", "birth_year")
    }


def _place_of(file: Returnee) -> Answers:
    return {"home_place": str(file.home_place_id)}


def _return_of(file: Returnee) -> Answers:
    codes = [country.pk for country in file.destinations.all()]
    day = file.returned_on
    return {
        "destinations": codes,
        "other_country": "",
        "returned_year": day.year if day else None,
        "returned_month": day.month if day else None,
        "return_kind": file.return_kind,
    }


def _work_of(file: Returnee) -> Answers:
    return {
        "jobs": [
            {
                "isco": job.isco_id,
                "title": job.title,
                "months": job.months,
                "country": _abroad(job.country_id),
            }
            for job in file.work_history.all()
        ]
    }


def _abroad(code: str | None) -> str:
    return code if code and code != settings.HOMEWARD_COUNTRY else ""


def _skills_of(file: Returnee) -> Answers:
    return {
        "skills": [row.skill_id for row in file.skills.all()],
        "licences": [row.licence_id for row in file.licences.all()],
        "education": file.education,
    }


def _languages_of(file: Returnee) -> Answers:
    return {row.language_id: row.level for row in file.languages.all()}


def _wishes_of(file: Returnee) -> Answers:
    return {
        "needs": [need.kind for need in file.needs.all()],
        "wage_floor": file.wage_floor,
        "wage_currency": file.wage_currency,
        "commute_km": file.commute_km,
        "can_relocate": "yes" if file.can_relocate else "no",
        "schedules": file.schedules,
    }


def _contact_of(file: Returnee) -> Answers:
    return {
        "phone": file.phone,
        "phone_owner": file.phone_owner,
        "contact_days": file.contact_days,
        "language": file.language,
        "contact_from": f"{file.contact_from:%H:%M}" if file.contact_from else "",
        "contact_until": f"{file.contact_until:%H:%M}" if file.contact_until else "",
    }


TO_FILE: dict[str, Callable[[Answers], dict[str, Any]]] = {
    "about-you": _about,
    "place": _place,
    "return": _return,
    "work": _work,
    "skills": _skills,
    "languages": _languages,
    "wishes": _wishes,
    "contact": _contact,
}
FROM_FILE: dict[str, Callable[[Returnee], Answers]] = {
    "about-you": _about_of,
    "place": _place_of,
    "return": _return_of,
    "work": _work_of,
    "skills": _skills_of,
    "languages": _languages_of,
    "wishes": _wishes_of,
    "contact": _contact_of,
}
