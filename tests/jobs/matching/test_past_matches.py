"""What an earlier run had found stays with it when a newer one finds something else."""

import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone

from jobs import tasks
from jobs.actions import matches, matching, nights
from jobs.models import Match, MatchRun, PastMatch, Vacancy
from reintegration.models import Returnee

pytestmark = pytest.mark.django_db

Run = Callable[[], MatchRun | None]


@pytest.fixture
def first(anara: Returnee, vacancy: Vacancy) -> Match:
    nights.match_all()
    return Match.objects.select_related("run").get()


def a_month_later() -> None:
    Vacancy.objects.update(published_at=timezone.now() - dt.timedelta(days=30))


@pytest.mark.parametrize("kind", ["night", "vacancy", "person"])
def test_a_match_that_is_found_anew_keeps_what_was_found_before(kind: str, first: Match) -> None:
    again: dict[str, Run] = {
        "night": nights.match_all,
        "vacancy": lambda: matching.match_vacancy(first.vacancy),
        "person": lambda: matching.match_returnee(first.returnee),
    }
    a_month_later()
    run = again[kind]()
    now, past = Match.objects.get(), PastMatch.objects.get()
    assert (now.run, now.score) == (run, 10_500)
    assert (past.match, past.run, past.score, past.parts) == (now, first.run, 10_800, first.parts)


def test_what_says_the_same_or_is_dropped_has_no_past(first: Match) -> None:
    nights.match_all()
    Vacancy.objects.update(wage_from=1, wage_to=1)
    nights.match_all()
    dropped = Match.objects.get()
    assert (dropped.is_current, dropped.run, dropped.score) == (False, first.run, 10_800)
    assert not PastMatch.objects.exists()


def test_the_past_is_not_kept_for_ever(first: Match) -> None:
    a_month_later()
    nights.match_all()
    tasks.forget_past_matches()
    assert PastMatch.objects.exists()
    PastMatch.objects.update(until=timezone.now() - matches.PAST_KEPT)
    tasks.forget_past_matches()
    assert not PastMatch.objects.exists()
    assert Match.objects.get() == first
