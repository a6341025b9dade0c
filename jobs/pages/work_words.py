"""A vacancy in words, the same on every page that shows one."""

from typing import Any

from jobs.models import Vacancy
from jobs.pages.match_cards import pay_of, place_of
from jobs.wording import asked_for, wished_for


def in_words(vacancy: Vacancy) -> dict[str, Any]:
    """What `work_facts.html` and `work_words.html` show; `vacancy` comes `with_requirements`."""
    return {
        "vacancy": vacancy,
        "pay": pay_of(vacancy),
        "place": place_of(vacancy),
        "asked_for": asked_for(vacancy),
        "wished_for": wished_for(vacancy),
    }
