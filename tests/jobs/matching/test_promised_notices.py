"""Whom a run has chosen to tell: kept before it tells, and proven to be a good choice."""

import pytest

from jobs.actions import match_notices, nights
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import MatchState
from reintegration.models import Returnee
from tests.jobs.matching.conftest import Another
from tests.jobs.matching.test_notices import matched_only, messages

pytestmark = pytest.mark.django_db


def test_a_run_killed_while_it_tells_tells_the_rest_of_its_choice_and_nobody_else(
    anara: Returnee, vacancy: Vacancy, another_welder: Another
) -> None:
    for number in range(4):
        another_welder(number)
    run = matched_only(vacancy)
    match_notices._choose(run)
    chosen = set(Match.objects.filter(chosen_by=run).values_list("pk", flat=True))
    match_notices._tell_some(run, sorted(chosen)[:2])
    assert (len(chosen), len(messages())) == (5, 2)
    latecomer = another_welder(9)
    run.matches.create(returnee=latecomer, vacancy=vacancy, score=10_000, parts={"points": {}})
    again = MatchRun.objects.get(pk=run.pk)
    assert match_notices.tell_found(again) == 5
    assert match_notices.tell_found(again) == 5
    told = Match.objects.filter(state=MatchState.NOTIFIED).values_list("pk", flat=True)
    assert set(told) == chosen
    assert len(messages()) == 5


def test_what_one_run_has_promised_counts_for_the_next(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    for _ in range(4):
        another_vacancy()
    first = matched_only(vacancy)
    match_notices._choose(first)
    nights.match_all()
    assert len(messages()) == 2
    match_notices.tell_found(first)
    assert len(messages()) == 3


def test_each_run_keeps_what_its_choice_is_worth_and_what_none_can_exceed(
    anara: Returnee, vacancy: Vacancy
) -> None:
    run = nights.match_all()
    assert run is not None
    stored = MatchRun.objects.get(pk=run.pk)
    assert stored.notice_value == stored.notice_bound == Match.objects.get().score + 3000
    assert stored.notice_gap == 0
