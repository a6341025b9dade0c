"""The pages of matches, as a returnee and as staff see them."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from jobs.actions import matching, nights
from jobs.models import Match, Vacancy, VacancySkill
from jobs.states import MatchState, VacancyState
from reintegration.models import Returnee

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


@pytest.fixture
def browser(browser_of: Browser, anara: Returnee) -> Client:
    assert anara.user is not None
    client = browser_of(anara.user)
    client.cookies["django_language"] = "en"
    return client


def words(client: Client, path: str) -> str:
    response = client.get(path, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_a_card_says_the_work_the_pay_the_place_and_why(browser: Client, match: Match) -> None:
    page = words(browser, reverse("jobs:matches"))
    assert "Сварщик" in page
    assert "45,000" in page
    assert "Bishkek" in page
    assert "All skills that are asked for" in page
    assert reverse("jobs:match", args=[match.public_id]) in page


def test_without_matches_the_page_says_what_happens_next(browser: Client) -> None:
    assert "We look again every night" in words(browser, reverse("jobs:matches"))


def test_opening_a_match_explains_it_and_marks_it_seen(browser: Client, match: Match) -> None:
    page = words(browser, reverse("jobs:match", args=[match.public_id]))
    assert "Why it fits" in page
    assert "The same work before" in page
    assert reverse("jobs:apply", args=[match.vacancy.public_id]) in page
    match.refresh_from_db()
    assert match.state == MatchState.SEEN


def test_what_is_missing_leads_to_courses_that_teach_it(
    browser: Client, anara: Returnee, vacancy: Vacancy, match: Match
) -> None:
    skill = anara.skills.first()
    assert skill is not None
    VacancySkill.objects.get_or_create(vacancy=vacancy, skill_id=skill.skill_id)
    anara.skills.filter(pk=skill.pk).delete()
    matching.match_returnee(anara)
    page = words(browser, reverse("jobs:match", args=[match.public_id]))
    assert "What is missing" in page
    assert "Learn this first" in page
    assert f"{reverse('training:courses')}?skill={skill.skill_id}" in page


def test_a_link_from_an_old_sms_says_that_the_job_is_gone(browser: Client, match: Match) -> None:
    Vacancy.objects.update(state=VacancyState.FILLED)
    page = words(browser, reverse("jobs:match", args=[match.public_id]))
    assert "no longer open" in page
    assert reverse("jobs:apply", args=[match.vacancy.public_id]) not in page


def test_apply_from_the_match(browser: Client, anara: Returnee, match: Match) -> None:
    browser.post(reverse("jobs:apply", args=[match.vacancy.public_id]))
    match.refresh_from_db()
    assert match.state == MatchState.APPLIED
    assert anara.applications.get().vacancy == match.vacancy
    assert "You have applied" in words(browser, reverse("jobs:match", args=[match.public_id]))


def test_it_does_not_suit_me(browser: Client, match: Match) -> None:
    response = browser.post(reverse("jobs:match_refuse", args=[match.public_id]), follow=True)
    assert "Сварщик" not in response.content.decode()
    match.refresh_from_db()
    assert match.state == MatchState.REFUSED


def test_a_match_is_nobody_elses_page(
    browser_of: Browser, bakyt: Returnee, officer: User, match: Match
) -> None:
    path = reverse("jobs:match", args=[match.public_id])
    assert bakyt.user is not None
    assert browser_of(bakyt.user).get(path).status_code == 404
    assert browser_of(officer).get(path).status_code == 404
    assert Client().get(path).status_code == 302


def test_staff_read_when_the_matching_ran_and_what_it_found(
    browser_of: Browser, officer: User, anara: Returnee, match: Match, vacancy: Vacancy
) -> None:
    matching.match_vacancy(vacancy)
    page = words(browser_of(officer), reverse("jobs:matching_runs"))
    assert "A vacancy was published: Сварщик" in page
    assert "Nightly" in page


def test_the_runs_are_for_staff(browser: Client) -> None:
    assert browser.get(reverse("jobs:matching_runs")).status_code == 404


def test_a_night_under_way_shows_how_far_it_has_come(
    anara: Returnee, vacancy: Vacancy, officer: User, browser_of: Browser
) -> None:
    night = nights.begin()
    nights.match_shard(night.shards.first().pk)
    assert "1 of 3 steps" in words(browser_of(officer), reverse("jobs:matching_runs"))
