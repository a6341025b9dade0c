"""One small world in which every persona meets every route.

Each object belongs to Anara (Bishkek), to `employer` or to `provider`; so for every route
Anara is the owner, Bakyt somebody else of the same role, `osh_officer` a colleague of the
wrong office, and so on along the columns of matrix.txt.
"""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from reintegration import letter_codes

PERSONAS = (
    "anonymous",
    "anara",
    "bakyt",
    "employer_user",
    "other_employer_user",
    "trainer",
    "officer",
    "osh_officer",
    "supervisor",
    "protection_officer",
    "administrator",
    "observer",
)

# Which fixture stands in a route's URL: the longest matching start of the route's name.
THINGS = {
    "application": "application",
    "business-plan": "plan",
    "campaign": "campaign",
    "cohort": "cohort",
    "country": "kyrgyzstan",
    "course": "course",
    "duplicate": "duplicate",
    "employer": "employer",
    "enrolment": "enrolment",
    "follow-up": "follow_up",
    "grant": "grant",
    "hotline": "hotline",
    "import": "batch",
    "language": "kyrgyz",
    "letter": "letter",
    "licence": "licence",
    "match": "match",
    "match-fairness": "fairness_report",
    "match-run": "match_run",
    "message": "message",
    "occupation": "welder",
    "occupation-title": "title",
    "open-vacancy": "vacancy",
    "place": "osh",
    "placement": "placement",
    "reply": "reply",
    "returnee": "anara",
    "skill": "skill",
    "token": "token",
    "training-partner": "provider",
    "tranche": "tranche",
    "user": "officer",
    "vacancy": "vacancy",
}

Things = Callable[[str], Any]

SAMPLE = Path(__file__).parents[2] / "docs/samples/returnees.csv"

# What a permitted request sends (a GET: its query). A verb without words needs no line.
BODIES: dict[str, Callable[[Things], dict[str, Any]]] = {
    "POST auth-code": lambda get: {"phone": "+996700555001", "language": "ky"},
    "POST message-settle": lambda get: {"choice": "arrived", "reason": "She answered the phone"},
    "PATCH me": lambda get: {"language": "en"},
    "POST office-list": lambda get: {"name": "Talas"},
    "POST token-list": lambda get: {"name": "Report"},
    "POST user-list": lambda get: {
        "email": "new@example.org",
        "name": "New colleague",
        "role": "observer",
        "language": "ru",
    },
    "PATCH user-detail": lambda get: {"is_active": False},
    "POST training-partner-list": lambda get: {"name": "New school", "place": get("osh").pk},
    "POST training-partner-trainers": lambda get: {"user": str(get("trainer").public_id)},
    "POST course-list": lambda get: {
        "provider": str(get("provider").public_id),
        "title": "Welding",
        "language": "ru",
        "hours": 80,
    },
    "PATCH course-detail": lambda get: {"hours": 60},
    "POST cohort-list": lambda get: {
        "course": str(get("course").public_id),
        "place": get("osh").pk,
        "starts_on": "2027-03-01",
        "ends_on": "2027-04-01",
        "capacity": 12,
    },
    "PATCH cohort-detail": lambda get: {"capacity": 20},
    "POST cohort-move": lambda get: {"to": "running"},
    "POST enrolment-list": lambda get: {"cohort": str(get("cohort").public_id)},
    "POST enrolment-refuse": lambda get: {"reason": "Full"},
    "POST enrolment-drop": lambda get: {"reason": "Moved away"},
    "POST returnee-list": lambda get: {
        "given_names": "Aigul",
        "family_name": "Osmonova",
        "sex": "female",
        "birth_year": 1988,
        "language": "ky",
        "home_place": get("bishkek").pk,
        "consents": {"programme": True},
    },
    "PATCH returnee-detail": lambda get: {"commute_km": 30},
    "POST returnee-consents": lambda get: {"purpose": "matching", "given": False},
    "POST returnee-correct": lambda get: {
        "event": get("follow_up").milestone_id,
        "reason": "not_happened",
    },
    "POST returnee-need-met": lambda get: {"kind": get("need").kind},
    "POST returnee-confirm-skills": lambda get: {"skills": [get("welding")[0].pk]},
    "POST returnee-merge": lambda get: {"other": str(get("double").public_id)},
    "POST returnee-stop": lambda get: {"reason": "She called: too many"},
    "POST reply-assign": lambda get: {"to": str(get("officer").public_id)},
    "POST reply-attach": lambda get: {"returnee": str(get("anara").public_id)},
    "POST reply-answer": lambda get: {"text": "On Monday at nine"},
    "POST reply-count": lambda get: {"text": "On Monday at nine"},
    "POST campaign-list": lambda get: {"name": "Job fair", "texts": {"ky": "Жарманке"}},
    "PATCH campaign-detail": lambda get: {"name": "Job fair in May"},
    "POST campaign-approve": lambda get: {"revision": get("campaign").revision},
    "POST campaign-return": lambda get: {"reason": "Say when"},
    "POST letter-write": lambda get: {
        "token": letter_codes.new_token(),
        "kind": "ask",
        "kinds": ["documents"],
    },
    "POST letter-open": lambda get: {"code": get("letter_code")},
    "POST letter-add": lambda get: {
        "code": get("letter_code"),
        "token": letter_codes.new_token(),
        "text": "It is better",
    },
    "POST letter-answer": lambda get: {"token": letter_codes.new_token(), "text": "We come"},
    "POST letter-assign": lambda get: {"to": str(get("protection_officer").public_id)},
    "POST hotline-list": lambda get: {
        "country": "KG",
        "number": "0000",
        "name": "Example line",
        "purpose": "law",
        "languages": ["ky"],
        "source": "https://example.org/",
    },
    "POST hotline-confirm": lambda get: {
        "good_until": (timezone.localdate() + timedelta(days=90)).isoformat()
    },
    "POST duplicate-merge": lambda get: {"keep": str(get("anara").public_id)},
    "POST business-plan-list": lambda get: {
        "returnee": str(get("anara").public_id),
        "title": "Bakery",
        "place": get("bishkek").pk,
        "start_cost": "90000.00",
    },
    "PATCH business-plan-detail": lambda get: {"title": "Small bakery"},
    "POST business-plan-return": lambda get: {"reason": "Who will buy?"},
    "POST business-plan-reject": lambda get: {"reason": "No market"},
    "POST business-plan-approve": lambda get: {
        "amount": "50000.00",
        "tranches": [{"amount": "50000.00", "condition": "Oven bought"}],
    },
    "POST business-plan-start": lambda get: {"on": timezone.localdate().isoformat()},
    "POST follow-up-answer": lambda get: {"livelihood": "wage"},
    "POST import-list": lambda get: {
        "sheet": "returnees",
        "file": SimpleUploadedFile("list.csv", SAMPLE.read_bytes()),
    },
    "GET match-explain": lambda get: {
        "returnee": str(get("anara").public_id),
        "vacancy": str(get("vacancy").public_id),
    },
    "POST follow-up-close": lambda get: {"state": "not_reached"},
    "POST employer-list": lambda get: {
        "name": "New firm",
        "tax_number": "01234567890199",
        "country": "KG",
        "place": get("osh").pk,
        "contact_name": "Nurbek",
        "contact_phone": "+996312123456",
    },
    "PATCH employer-detail": lambda get: {"contact_name": "Aizada"},
    "POST employer-members": lambda get: {"email": "second@example.org", "name": "Second"},
    "POST employer-reject": lambda get: {"reason": "No such firm"},
    "POST employer-suspend": lambda get: {"reason": "A report"},
    "POST employer-reinstate": lambda get: {"reason": "The report was wrong"},
    "POST vacancy-list": lambda get: {
        "title": "Welder",
        "isco": "7212",
        "description": "Welding",
        "place": get("osh").pk,
        "employer": str(get("employer").public_id),
    },
    "PATCH vacancy-detail": lambda get: {"openings": 2},
    "POST vacancy-publish": lambda get: {"submitted_at": timezone.now().isoformat()},
    "POST vacancy-reject": lambda get: {"reason": "A fee is asked by phone"},
    "GET vacancy-starting-point": lambda get: {"isco": "7212"},
    "GET vacancy-similar-pay": lambda get: {"isco": "7212", "country": "KG", "currency": "KGS"},
    "POST application-list": lambda get: {
        "vacancy": str(get("vacancy").public_id),
        "returnee": str(get("anara").public_id),
    },
    "POST application-invite": lambda get: {
        "interview_at": "2030-01-01T10:00:00+06:00",
        "interview_place": "Chuy 1",
    },
    "POST application-refuse": lambda get: {"reason": "experience"},
    "POST application-refuse-many": lambda get: {
        "applications": [str(get("application").public_id)],
        "reason": "experience",
    },
    "POST application-hire": lambda get: {"started_on": timezone.localdate().isoformat()},
    "POST placement-end": lambda get: {
        "ended_on": timezone.localdate().isoformat(),
        "reason": "quit",
    },
}


def thing_for(route_name: str) -> str:
    """The fixture whose public id the URL of `route_name` takes."""
    fitting = [start for start in THINGS if route_name.startswith(f"{start}-")]
    if not fitting:
        pytest.fail(f"tests/permissions/world.py has no THING for {route_name}")
    return THINGS[max(fitting, key=len)]
