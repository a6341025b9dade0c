"""Which parts of a file there are, and the rules that a form alone cannot keep. No queries."""

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

YOUNGEST, OLDEST = 14, 100

NAMES = ("given_names", "family_name")
PLAIN = frozenset(
    {
        *NAMES,
        "sex",
        "birth_year",
        "language",
        "phone",
        "phone_owner",
        "contact_from",
        "contact_until",
        "contact_days",
        "home_place",
        "current_place",
        "returned_on",
        "return_kind",
        "education",
        "wage_floor",
        "wage_currency",
        "commute_km",
        "can_relocate",
        "schedules",
    }
)
LISTS = frozenset({"destinations", "work_history", "skills", "languages", "licences", "needs"})
# What the matching reads: a change here means that the person is matched again.
MATCHED_BY = frozenset(
    {
        "home_place",
        "current_place",
        "education",
        "wage_floor",
        "wage_currency",
        "commute_km",
        "can_relocate",
        "schedules",
        "work_history",
        "skills",
        "languages",
        "licences",
    }
)
# What duplicates are found by.
RECOGNISED_BY = frozenset({*NAMES, "birth_year", "phone"})


def mistakes(values: Mapping[str, Any], *, today: dt.date) -> dict[str, StrOrPromise]:
    """What is wrong with a file's `values`, as {field: sentence}; empty when nothing is."""
    checks = (
        ("given_names", not values["given_names"].strip(), _("Write the name.")),
        (
            "birth_year",
            not today.year - OLDEST <= values["birth_year"] <= today.year - YOUNGEST,
            _("Check the year of birth."),
        ),
        (
            "returned_on",
            (values["returned_on"] or today) > today,
            _("The date of return cannot be in the future."),
        ),
        ("contact_until", _ends_early(values), _("The end must be later than the beginning.")),
        (
            "contact_days",
            not set(values["contact_days"]) <= set(range(1, 8)),
            _("Days go from 1 (Monday) to 7 (Sunday)."),
        ),
    )
    return {field: sentence for field, is_wrong, sentence in checks if is_wrong}


def _ends_early(values: Mapping[str, Any]) -> bool:
    begin, end = values["contact_from"], values["contact_until"]
    return begin is not None and end is not None and end <= begin
