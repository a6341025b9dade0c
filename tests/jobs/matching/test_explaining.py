"""What is said of matches is made on reading, from today's facts."""

import pytest
from pytest_django import DjangoAssertNumQueries

from jobs.explaining import explained
from jobs.models import Match, Vacancy, VacancyLicence
from reintegration.models import Returnee
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db
QUERIES = 16  # nine for people, six for vacancies, their places


def test_a_match_keeps_its_points_and_no_reasons(match: Match) -> None:
    assert set(match.parts) == {"points"}
    assert sum(match.parts["points"].values()) == match.score


def test_on_unchanged_facts_the_reasons_add_up_to_the_score_that_is_kept(match: Match) -> None:
    told = explained([match])[match.pk]
    assert told.score.points == match.parts["points"]
    assert told.is_allowed


def test_reasons_are_of_today_and_points_of_the_run(match: Match, anara: Returnee) -> None:
    anara.skills.all().delete()
    told = explained([match])[match.pk]
    assert "missing_skills" in [gap.code for gap in told.gaps]
    assert told.score.total < match.score


def test_a_match_that_today_is_refused_says_so(match: Match, vacancy: Vacancy) -> None:
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="C")
    assert [one.code for one in explained([match])[match.pk].refusals] == ["licence"]


def test_reasons_that_older_runs_stored_are_left_unread(match: Match) -> None:
    match.parts = {"points": match.parts["points"], "fits": [], "gaps": [], "change": None}
    match.save()
    assert explained([match])[match.pk].fits


def test_a_page_takes_as_many_queries_as_one_match(
    match: Match,
    anara: Returnee,
    another_vacancy: Another,
    django_assert_max_num_queries: DjangoAssertNumQueries,
) -> None:
    many = [
        Match.objects.create(
            run=match.run, returnee=anara, vacancy=another_vacancy(), score=1, parts={}
        )
        for _ in range(5)
    ]
    with django_assert_max_num_queries(QUERIES):
        assert len(explained([match, *many])) == 6
