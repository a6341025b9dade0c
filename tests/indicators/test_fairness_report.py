"""Counting a night on a real database, and who may read the report."""

import datetime as dt
from collections.abc import Callable
from math import log2
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from backend.accounts.models import User
from backend.indicators import tasks
from backend.indicators.fairness_counts import count, count_newest
from backend.indicators.models import FairnessCount, FairnessReport
from backend.indicators.querysets import FairnessReportQuerySet
from backend.taxonomy.models import Place
from jobs.actions import matching, nights
from jobs.models import Match, MatchRun, Vacancy
from jobs.states import RunState, RunTrigger
from reintegration.actions.journey import correct_event, record_event
from reintegration.models import DisabilityAnswer, Returnee
from reintegration.states import JourneyKind, ReturneeState, Sex
from tests.conftest import Api
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


def report_of_a_night() -> FairnessReport:
    run = nights.match_all()
    assert run is not None
    return count(run)


def group(report: FairnessReport, dimension: str, code: Any = "") -> FairnessCount:
    return report.counts.get(dimension=dimension, group=code)


def hire(person: Returnee, days_ago: int) -> Any:
    day = timezone.localdate() - dt.timedelta(days=days_ago)
    return record_event(JourneyKind.HIRED, returnee=person, by=None, on=day)


def test_a_night_is_counted_by_sex_age_district_and_disability(
    anara: Returnee, bakyt: Returnee, vacancy: Vacancy, osh: Place
) -> None:
    Returnee.objects.filter(pk=bakyt.pk).update(sex=Sex.MALE, birth_year=2004)
    DisabilityAnswer.objects.create(returnee=anara, has_disability=True)
    report = report_of_a_night()
    whole = group(report, "all")
    assert (whole.people, whole.listed, whole.told, whole.notices) == (2, 1, 1, 1)
    assert group(report, "sex", "female").listed == 1
    assert group(report, "sex", "male").listed == 0
    assert group(report, "age", "0-24").people == group(report, "age", "35-44").people == 1
    assert group(report, "district", osh.parent_id).people == 1
    assert group(report, "disability", "yes").told == 1
    assert group(report, "disability", "unsaid").told == 0


def test_exposure_is_discounted_by_place(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    another_vacancy()
    another_vacancy()
    whole = group(report_of_a_night(), "all")
    assert whole.exposure == pytest.approx(1 + 1 / log2(3) + 1 / 2)


def test_what_is_beyond_the_list_is_not_exposure(
    anara: Returnee, vacancy: Vacancy, another_vacancy: Another
) -> None:
    for _ in range(24):
        another_vacancy()
    for one in Vacancy.objects.all():
        matching.match_vacancy(one)
    report = report_of_a_night()
    assert Match.objects.filter(is_current=True).count() > 20
    assert group(report, "all").exposure == pytest.approx(
        sum(1 / log2(1 + n) for n in range(1, 21))
    )


def test_whoever_was_hired_in_the_period_counts_though_they_look_no_more(
    anara: Returnee, bakyt: Returnee, vacancy: Vacancy
) -> None:
    hire(anara, 10)
    hire(bakyt, 91)
    Returnee.objects.update(state=ReturneeState.PLACED)
    whole = group(report_of_a_night(), "all")
    assert (whole.people, whole.sought, whole.hired) == (0, 1, 1)


def test_a_hire_that_was_corrected_is_none(anara: Returnee, officer: User) -> None:
    correct_event(hire(anara, 10), by=officer, reason="not_happened")
    assert group(report_of_a_night(), "all").hired == 0


def test_old_notices_do_not_count(anara: Returnee, match: Match) -> None:
    Match.objects.update(notified_at=timezone.now() - dt.timedelta(days=29))
    assert group(count(match.run), "all").notices == 0


def test_a_run_has_one_report_however_often_it_is_counted(match_run: MatchRun) -> None:
    report = count(match_run)
    counted = list(report.counts.values())
    tasks.count_fairness()
    tasks.count_fairness()
    assert list(FairnessReport.objects.all()) == [report]
    assert list(report.counts.values()) == counted


def test_only_finished_nights_are_counted(anara: Returnee, vacancy: Vacancy) -> None:
    matching.match_vacancy(vacancy)
    MatchRun.objects.create(trigger=RunTrigger.NIGHTLY, weights_version="test")
    failed = {"state": RunState.FAILED, "finished_at": timezone.now()}
    MatchRun.objects.create(trigger=RunTrigger.NIGHTLY, weights_version="test", **failed)
    assert count_newest() is None


def test_many_people_are_counted_by_one_statement(
    anara: Returnee,
    vacancy: Vacancy,
    another_welder: Another,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(5):
        another_welder(number)
    run = nights.match_all()
    assert run is not None
    with django_assert_num_queries(7):  # four savepoints, look for the report, insert it, count
        count(run)


def test_observers_read_the_first_report_of_each_month(
    officer: User, observer: User, anara: Returnee
) -> None:
    for day in (dt.date(2026, 5, 3), dt.date(2026, 5, 4), dt.date(2026, 6, 1)):
        moment = dt.datetime(day.year, day.month, day.day, 3, tzinfo=dt.UTC)
        FairnessReport.objects.filter(pk=report_of_a_night().pk).update(created_at=moment)
    reports: FairnessReportQuerySet = FairnessReport.objects.newest_first()
    days = [row.created_at.day for row in reports.visible_to(observer)]
    assert days == [1, 3]
    assert reports.visible_to(officer).count() == 3


def test_returnees_employers_and_trainers_read_no_report(
    match_run: MatchRun, anara: Returnee, employer_user: User, trainer: User
) -> None:
    count(match_run)
    for user in (anara.user, employer_user, trainer):
        assert not FairnessReport.objects.visible_to(user).exists()


def test_the_page_sets_groups_beside_everybody_and_says_what_it_cannot_show(
    anara: Returnee, vacancy: Vacancy, another_welder: Another, browser_of: Browser, officer: User
) -> None:
    for number in range(12):
        another_welder(number, sex=Sex.MALE if number % 2 else Sex.FEMALE)
    report_of_a_night()
    page = browser_of(officer).get(reverse("indicators:fairness")).content.decode()
    assert "Woman" in page
    assert "100.0 %" in page
    assert "What it cannot show" in page


def test_the_page_hides_a_small_group(
    match_run: MatchRun, browser_of: Browser, officer: User
) -> None:
    count(match_run)
    page = browser_of(officer).get(reverse("indicators:fairness") + "?by=disability")
    assert "<strong>…</strong>" in page.content.decode()
    assert "<strong>100" not in page.content.decode()


def test_before_the_first_night_the_page_says_so(browser_of: Browser, observer: User) -> None:
    page = browser_of(observer).get(reverse("indicators:fairness")).content.decode()
    assert "Nothing is counted yet" in page


def test_the_api_narrows_to_a_run_and_a_dimension(
    match_run: MatchRun, api: Api, officer: User, anara: Returnee
) -> None:
    count(match_run)
    report_of_a_night()
    asked = {"run": str(match_run.public_id), "dimension": "age"}
    [shown] = api(officer).get(reverse("match-fairness-list"), asked).data["results"]
    assert shown["run"] == str(match_run.public_id)
    [table] = shown["dimensions"]
    assert table["dimension"] == "age"
    assert [one["group"] for one in table["groups"]] == ["", "35-44"]
    assert table["groups"][0]["people"] is None


def test_a_dimension_that_is_none_is_refused(api: Api, officer: User) -> None:
    answer = api(officer).get(reverse("match-fairness-list"), {"dimension": "religion"})
    assert answer.status_code == 400
