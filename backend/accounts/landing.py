"""Where each role starts after signing in."""

from typing import Any

from django.urls import NoReverseMatch, reverse

from backend.accounts.states import Role

PAGES: dict[str, str] = {
    Role.RETURNEE: "reintegration:home",
    Role.EMPLOYER: "jobs:employer_home",
    Role.TRAINER: "training:trainer_home",
}
STAFF_PAGE = "indicators:staff_home"


def landing_url(user: Any) -> str:
    """The path of the user's own start page; the front page while that has none."""
    try:
        return reverse(PAGES.get(user.role, STAFF_PAGE))
    except NoReverseMatch:
        return "/"
