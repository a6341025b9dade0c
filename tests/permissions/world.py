"""One small world in which every persona meets every route.

Each object belongs to Anara (Bishkek), to `employer` or to `provider`; so for every route
Anara is the owner, Bakyt somebody else of the same role, `osh_officer` a colleague of the
wrong office, and so on along the columns of matrix.txt.
"""

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import timezone

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
    "cohort": "cohort",
    "course": "course",
    "employer": "employer",
    "enrolment": "enrolment",
    "match": "match",
    "match-run": "match_run",
    "placement": "placement",
    "token": "token",
    "training-partner": "provider",
    "user": "officer",
    "vacancy": "vacancy",
}

Things = Callable[[str], Any]

# What a permitted write sends. A verb without words needs no line.
BODIES: dict[str, Callable[[Things], dict[str, Any]]] = {
    "POST auth-code": lambda get: {"phone": "+996700555001", "language": "ky"},
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
    "POST employer-list": lambda get: {
        "name": "New firm",
        "tax_number": "01234567890199",
        "country": "KG",
        "place": get("osh").pk,
        "contact_name": "Nurbek",
        "contact_phone": "+996312123456",
    },
    "PATCH employer-detail": lambda get: {"contact_name": "Aizada"},
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
    "POST vacancy-reject": lambda get: {"reason": "A fee is asked by phone"},
    "POST application-list": lambda get: {
        "vacancy": str(get("vacancy").public_id),
        "returnee": str(get("anara").public_id),
    },
    "POST application-invite": lambda get: {
        "interview_at": "2030-01-01T10:00:00+06:00",
        "interview_place": "Chuy 1",
    },
    "POST application-refuse": lambda get: {"reason": "experience"},
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
