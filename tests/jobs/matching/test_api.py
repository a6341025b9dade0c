"""Matches through the API: whose they are, why they are, and what may be done with them."""

import uuid
from typing import Any

import pytest
from pytest_django import DjangoAssertNumQueries

from backend.accounts.models import User
from jobs.actions import nights
from jobs.models import Match, Vacancy, VacancyLicence
from jobs.states import MatchState, VacancyState
from reintegration.models import Returnee
from tests.conftest import Api
from tests.jobs.matching.conftest import Another

pytestmark = pytest.mark.django_db


def url(*parts: Any) -> str:
    return "/api/v1/" + "".join(f"{part}/" for part in parts)


def test_a_returnee_reads_why_a_job_fits_in_their_own_words(
    api: Api, anara: Returnee, match: Match
) -> None:
    found = api(anara.user).get(url("matches"), headers={"accept-language": "en"}).json()
    [shown] = found["results"]
    assert shown["title"] == "Сварщик"
    assert shown["score"] == sum(shown["points"].values())
    assert [fit["code"] for fit in shown["fits"]] == [
        "has_skills",
        "same_work",
        "near",
        "pay_above",
    ]
    assert shown["fits"][0]["sentence"].startswith("All skills that are asked for: ")
    assert shown["fits"][2]["sentence"] == "In the same place"


def test_the_best_job_comes_first(
    api: Api, anara: Returnee, match: Match, another_vacancy: Another
) -> None:
    another_vacancy(wage_from=31_000, title="Помощник")
    nights.match_all()
    titles = [one["title"] for one in api(anara.user).get(url("matches")).json()["results"]]
    assert titles == ["Сварщик", "Помощник"]


def test_a_returnee_sees_neither_other_peoples_matches_nor_closed_jobs(
    api: Api, anara: Returnee, bakyt: Returnee, match: Match
) -> None:
    assert api(bakyt.user).get(url("matches")).json()["results"] == []
    assert api(bakyt.user).get(url("matches", match.public_id)).status_code == 404
    Vacancy.objects.update(state=VacancyState.CLOSED)
    assert api(anara.user).get(url("matches")).json()["results"] == []


def test_employers_learn_nothing_of_who_was_matched(
    api: Api, employer_user: User, match: Match, vacancy: Vacancy
) -> None:
    assert api(employer_user).get(url("matches")).json()["results"] == []
    response = api(employer_user).get(url("vacancies", vacancy.public_id, "candidates"))
    assert response.status_code == 403


def test_putting_a_job_aside_takes_it_off_the_list_and_can_be_repeated(
    api: Api, anara: Returnee, match: Match
) -> None:
    client = api(anara.user)
    for _ in range(2):
        response = client.post(url("matches", match.public_id, "refuse"))
        assert (response.status_code, response.json()["state"]) == (200, "refused")
    assert client.get(url("matches")).json()["results"] == []


def test_looking_is_the_persons_own_deed(
    api: Api, anara: Returnee, officer: User, match: Match
) -> None:
    assert api(officer).post(url("matches", match.public_id, "seen")).status_code == 403
    assert api(anara.user).post(url("matches", match.public_id, "seen")).json()["state"] == "seen"
    match.refresh_from_db()
    assert match.state == MatchState.SEEN


def test_a_job_applied_for_cannot_be_put_aside(api: Api, anara: Returnee, match: Match) -> None:
    Match.objects.update(state=MatchState.APPLIED)
    response = api(anara.user).post(url("matches", match.public_id, "refuse"))
    assert (response.status_code, response.json()["code"]) == (409, "state_conflict")


def test_staff_filter_the_matches_of_their_own_office(
    api: Api, officer: User, osh_officer: User, anara: Returnee, match: Match
) -> None:
    assert api(osh_officer).get(url("matches")).json()["results"] == []
    client = api(officer)
    queries = {
        f"returnee={anara.public_id}": 1,
        f"returnee={uuid.uuid4()}": 0,
        f"vacancy={match.vacancy.public_id}&state=notified": 1,
        "state=refused": 0,
        "min_score=10800": 1,
        "min_score=10801": 0,
    }
    for query, count in queries.items():
        assert len(client.get(f"{url('matches')}?{query}").json()["results"]) == count, query


def test_staff_see_the_candidates_of_a_vacancy_best_first(
    api: Api, officer: User, osh_officer: User, match: Match, another_welder: Another
) -> None:
    second = another_welder(1)
    nights.match_all()
    path = url("vacancies", match.vacancy.public_id, "candidates")
    names = [one["returnee_name"] for one in api(officer).get(path).json()["results"]]
    assert names == ["Anara Jumabaeva", str(second)]
    assert api(osh_officer).get(path).json()["results"] == []


def test_many_matches_cost_no_more_queries_than_few(
    api: Api,
    officer: User,
    match: Match,
    another_welder: Another,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    client = api(officer)
    path = url("vacancies", match.vacancy.public_id, "candidates")
    # A savepoint and its release, the vacancy, the matches, their skills, their occupations,
    # and the facts of today: nine for the people, seven for the vacancies.
    with django_assert_num_queries(22):
        assert len(client.get(path).json()["results"]) == 1
    for number in range(4):
        another_welder(number)
    nights.match_all()
    # The newcomers lack skills: one query more looks for a course.
    with django_assert_num_queries(23):
        assert len(client.get(path).json()["results"]) == 5


def test_staff_ask_why_somebody_was_not_matched(
    api: Api, officer: User, anara: Returnee, vacancy: Vacancy
) -> None:
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    client, path = api(officer), url("matches", "explain")
    pair = {"returnee": str(anara.public_id), "vacancy": str(vacancy.public_id)}
    told = client.get(path, pair, headers={"accept-language": "en"}).json()
    assert told["allowed"] is False
    assert [one["sentence"] for one in told["refusals"]] == ["Licence asked for: Car (B)."]
    assert told["change"]["sentence"] == "Get this licence: Car (B)."
    assert told["score"] == 10_800
    vacancy.licences.all().delete()
    told = client.get(path, pair).json()
    assert (told["allowed"], told["refusals"], told["change"]) == (True, [], None)


def test_only_staff_ask_and_only_about_people_of_their_office(
    api: Api, officer: User, employer_user: User, bakyt: Returnee, vacancy: Vacancy
) -> None:
    path = url("matches", "explain")
    pair = {"returnee": str(bakyt.public_id), "vacancy": str(vacancy.public_id)}
    assert api(employer_user).get(path, pair).status_code == 403
    assert api(bakyt.user).get(path, pair).status_code == 403
    response = api(officer).get(path, pair)
    assert response.status_code == 400
    assert response.json()["errors"][0]["pointer"] == "/returnee"


@pytest.mark.parametrize("query", [{}, {"returnee": "x", "vacancy": "y"}, {"other": "1"}])
def test_a_question_without_a_pair_is_a_clear_mistake(
    query: dict[str, str], api: Api, officer: User
) -> None:
    response = api(officer).get(url("matches", "explain"), query)
    assert (response.status_code, response.json()["code"]) == (400, "invalid")


def test_runs_are_listed_for_staff_only(
    api: Api, officer: User, anara: Returnee, match: Match
) -> None:
    [run] = api(officer).get(url("match-runs")).json()["results"]
    assert (run["trigger"], run["state"], run["pairs_found"]) == ("nightly", "done", 1)
    assert (run["steps"], run["steps_done"]) == (3, 3)
    assert api(anara.user).get(url("match-runs")).json()["results"] == []
