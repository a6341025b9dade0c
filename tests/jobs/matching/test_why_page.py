"""Staff ask on a page why somebody was matched to a vacancy, or was not."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.audit.models import Entry
from jobs.models import Match, Vacancy, VacancyLicence
from jobs.states import VacancyState
from reintegration.models import Returnee
from tests.conftest import Api

pytestmark = pytest.mark.django_db
Browser = Callable[[User], Client]


def page_of(person: Returnee) -> str:
    return reverse("jobs:staff_why", args=[person.public_id])


def page_of_vacancy(vacancy: Vacancy) -> str:
    return reverse("jobs:staff_why_vacancy", args=[vacancy.public_id])


def words(client: Client, of: Returnee | Vacancy, **asked: str) -> str:
    url = page_of(of) if isinstance(of, Returnee) else page_of_vacancy(of)
    response = client.get(url, asked, headers={"accept-language": "en"})
    assert response.status_code == 200
    return response.content.decode()


def test_the_list_of_a_person_leads_to_the_why_of_each(
    browser_of: Browser, officer: User, match: Match
) -> None:
    client = browser_of(officer)
    assert f"?vacancy={match.vacancy.public_id}" in words(client, match.returnee)
    page = words(client, match.returnee, vacancy=str(match.vacancy.public_id))
    assert "It fits" in page
    assert "All skills that are asked for" in page


def test_a_vacancy_not_on_the_list_is_found_by_title_or_firm_and_what_stands_in_the_way_is_said(
    browser_of: Browser, officer: User, anara: Returnee, vacancy: Vacancy
) -> None:
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    client = browser_of(officer)
    assert "No vacancy is on the list" in words(client, anara)
    for text in ("варщик", "ала-тоо"):
        assert f"?vacancy={vacancy.public_id}" in words(client, anara, q=text)
    assert "No open vacancy has these words" in words(client, anara, q="пекарь")
    page = words(client, anara, vacancy=str(vacancy.public_id))
    assert "It cannot be matched" in page
    assert "Licence asked for: Car (B)." in page
    assert "Get this licence: Car (B)." in page


def test_two_obstacles_have_no_single_change_and_the_page_says_so(
    browser_of: Browser, officer: User, bakyt: Returnee, osh_officer: User, vacancy: Vacancy
) -> None:
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    page = words(browser_of(osh_officer), bakyt, vacancy=str(vacancy.public_id))
    assert "Too far" in page
    assert "No single change would make it a match." in page


def test_closed_vacancies_are_not_searched_but_can_be_explained(
    browser_of: Browser, officer: User, anara: Returnee, vacancy: Vacancy
) -> None:
    Vacancy.objects.update(state=VacancyState.CLOSED)
    client = browser_of(officer)
    assert "No open vacancy" in words(client, anara, q="варщик")
    assert "The vacancy is not open." in words(client, anara, vacancy=str(vacancy.public_id))


def test_an_id_that_makes_no_sense_asks_about_nothing(
    browser_of: Browser, officer: User, anara: Returnee
) -> None:
    assert "It cannot be matched" not in words(browser_of(officer), anara, vacancy="x")


def test_the_page_is_for_staff_of_the_office(
    browser_of: Browser, anara: Returnee, osh_officer: User, observer: User, employer_user: User
) -> None:
    assert anara.user is not None
    for user in (anara.user, osh_officer, observer, employer_user):
        assert browser_of(user).get(page_of(anara)).status_code in (403, 404)
    assert Client().get(page_of(anara)).status_code == 302


def test_the_file_of_a_person_leads_there(
    browser_of: Browser, officer: User, anara: Returnee
) -> None:
    file = reverse("reintegration:staff_returnee", args=[anara.public_id])
    assert page_of(anara) in browser_of(officer).get(file).content.decode()


def test_the_vacancy_leads_to_its_candidates_and_to_the_why_of_each(
    browser_of: Browser, officer: User, match: Match
) -> None:
    client = browser_of(officer)
    vacancy = match.vacancy
    decision = reverse("jobs:staff_vacancy", args=[vacancy.public_id])
    assert page_of_vacancy(vacancy) in client.get(decision).content.decode()
    person = str(match.returnee.public_id)
    assert f"?person={person}" in words(client, vacancy)
    page = words(client, vacancy, person=person)
    assert "It fits" in page
    assert "All skills that are asked for" in page


def test_somebody_who_is_no_candidate_is_found_by_name_and_what_stands_in_the_way_is_said(
    browser_of: Browser, officer: User, anara: Returnee, vacancy: Vacancy
) -> None:
    VacancyLicence.objects.create(vacancy=vacancy, licence_id="B")
    client = browser_of(officer)
    assert "Nobody in your care is matched to it" in words(client, vacancy)
    assert f"?person={anara.public_id}" in words(client, vacancy, q="jumab")
    page = words(client, vacancy, person=str(anara.public_id))
    assert "It cannot be matched" in page
    assert "Licence asked for: Car (B)." in page


def test_people_of_another_office_are_neither_found_nor_explained(
    browser_of: Browser, officer: User, osh_officer: User, anara: Returnee, match: Match
) -> None:
    client = browser_of(osh_officer)
    assert "Nobody in your care is matched to it" in words(client, match.vacancy)
    assert "Nobody of this name is in your care" in words(client, match.vacancy, q="jumab")
    asked = {"person": str(anara.public_id)}
    assert client.get(page_of_vacancy(match.vacancy), asked).status_code == 404


def test_a_look_at_why_is_a_look_at_the_file(
    browser_of: Browser, api: Api, officer: User, anara: Returnee, vacancy: Vacancy
) -> None:
    opened = Entry.objects.filter(deed="reintegration.returnee.opened")
    client = browser_of(officer)
    words(client, anara)
    words(client, vacancy)
    assert not opened.exists()
    words(client, anara, vacancy=str(vacancy.public_id))
    words(client, vacancy, person=str(anara.public_id))
    pair = {"returnee": str(anara.public_id), "vacancy": str(vacancy.public_id)}
    assert api(officer).get("/api/v1/matches/explain/", pair).status_code == 200
    assert opened.count() == 3


def test_the_page_of_a_vacancy_is_for_staff(
    browser_of: Browser, anara: Returnee, vacancy: Vacancy, observer: User, employer_user: User
) -> None:
    for user in (anara.user, observer, employer_user):
        assert browser_of(user).get(page_of_vacancy(vacancy)).status_code in (403, 404)


def test_the_page_says_where_a_possible_pair_stands_and_whether_the_person_was_told(
    browser_of: Browser, officer: User, match: Match
) -> None:
    def page() -> str:
        client = browser_of(officer)
        return words(client, match.returnee, vacancy=str(match.vacancy.public_id))

    assert "On the list. An SMS told of it on" in page()
    Match.objects.update(notified_at=None, state="proposed", score=3_000)
    assert "it fits too little for one" in page()
    Match.objects.update(is_current=False)
    assert "20 other vacancies fit better" in page()
