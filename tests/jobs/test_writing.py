"""A vacancy is begun, put aside, sent twice by a slow phone, and offered again."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from backend.lib.errors import Conflict, Invalid
from backend.taxonomy.models import Skill
from jobs.actions.copies import offer_again
from jobs.actions.publication import close, submit
from jobs.models import Employer, Vacancy, VacancyLanguage
from jobs.states import VacancyState

Browser = Callable[[User], Client]
NEW = "jobs:employer_vacancy_new"


@pytest.fixture
def writer(browser_of: Browser, employer_user: User) -> Client:
    return browser_of(employer_user)


def words_of(page: Any) -> dict[str, Any]:
    """What the page's form would send as it is."""
    form = page.context["form"]
    values = {field.name: field.value() for field in form}
    empty: tuple[object, ...] = (None, False, "")
    return {
        name: value
        for name, value in values.items()
        if not any(value is nothing for nothing in empty) and value != []
    }


def chosen() -> str:
    return f"{reverse(NEW)}?work=сварщик&isco=7212"


def test_the_form_as_it_opens_is_almost_a_vacancy(writer: Client, employer: Employer) -> None:
    words = words_of(writer.get(chosen()))
    page = writer.post(chosen(), words | {"wage_from": "45000", "then": "publish"}, follow=True)
    assert "Published." in page.content.decode()
    vacancy = Vacancy.objects.get()
    assert (vacancy.state, vacancy.title) == (VacancyState.PUBLISHED, "Сварщик")
    assert vacancy.place == employer.place
    assert vacancy.skills.filter(required=True).exists()


def test_a_form_sent_twice_writes_one_vacancy(writer: Client) -> None:
    page = writer.get(chosen())
    (key,) = re.findall(r'name="once" value="([^"]+)"', page.content.decode())
    words = words_of(page) | {"wage_from": "45000", "then": "publish", "once": key}
    first, second = writer.post(chosen(), words), writer.post(chosen(), words)
    assert first.headers["Location"] == second.headers["Location"]
    assert Vacancy.objects.count() == 1


def test_half_a_vacancy_is_kept_and_not_sent(writer: Client) -> None:
    words = words_of(writer.get(f"{chosen()}&empty=1"))
    late = {"title": "", "description": "", "openings": "", "then": "later"}
    assert writer.post(f"{chosen()}&empty=1", words | late).status_code == 302
    draft = Vacancy.objects.get()
    assert draft.state == VacancyState.DRAFT
    move = reverse("jobs:employer_vacancy_move", args=[draft.public_id, "submit"])
    change = reverse("jobs:employer_vacancy_change", args=[draft.public_id])
    assert writer.post(move).headers["Location"] == f"{change}#id_description"
    finished = words_of(writer.get(change)) | {"description": "Сварка", "then": "publish"}
    writer.post(change, finished)
    draft.refresh_from_db()
    assert draft.state == VacancyState.SCREENING  # no pay is named: staff look at it


def test_a_firm_begins_with_its_own_last_vacancy(writer: Client, vacancy: Vacancy) -> None:
    assert "сварщик" in writer.get(reverse(NEW)).content.decode().lower()
    page = writer.get(chosen())
    form = page.context["form"]
    assert form["description"].value() == vacancy.description
    assert form["wage_from"].value() == vacancy.wage_from
    assert not writer.get(f"{chosen()}&empty=1").context["form"]["description"].value()


def test_work_like_a_protected_one_stays_off_the_open_list(
    writer: Client, vacancy: Vacancy
) -> None:
    Vacancy.objects.update(is_protected=True)
    writer.post(chosen(), words_of(writer.get(chosen())) | {"then": "publish"})
    newest = Vacancy.objects.latest("pk")
    assert (newest.state, newest.is_protected) == (VacancyState.PUBLISHED, True)
    assert not Vacancy.objects.public().exists()


def test_what_was_found_leads_to_its_field(writer: Client, vacancy: Vacancy) -> None:
    vacancy.findings.create(rule="hours", words=["по 14 часов"])
    vacancy.findings.create(rule="no_contract", words=[])
    vacancy.findings.create(rule="fee", blocks=True, words=["внести залог"])
    Vacancy.objects.update(state=VacancyState.SCREENING)
    page = writer.get(reverse("jobs:employer_vacancy", args=[vacancy.public_id]))
    html = page.content.decode()
    change = reverse("jobs:employer_vacancy_change", args=[vacancy.public_id])
    assert f'{change}#id_description"' in html
    assert f'{change}#id_written_contract"' in html
    assert "по 14 часов" in html
    assert "внести залог" not in html  # it would teach how to say it otherwise
    form = writer.get(change).content.decode()
    assert 'id="id_written_contract"' in form


def test_ended_work_is_offered_again_once(
    vacancy: Vacancy, employer_user: User, welding: list[Skill]
) -> None:
    VacancyLanguage.objects.create(vacancy=vacancy, language_id="ru", level="A2")
    Vacancy.objects.update(is_protected=True)
    with pytest.raises(Conflict):
        offer_again(vacancy, by=employer_user)
    close(vacancy, by=employer_user)
    draft = offer_again(vacancy, by=employer_user)
    assert offer_again(vacancy, by=employer_user) == draft
    assert (draft.state, draft.title, draft.wage_from) == (VacancyState.DRAFT, "Сварщик", 45_000)
    assert draft.is_protected
    assert {row.skill for row in draft.skills.all()} == set(welding[:2])
    assert draft.languages.get().level == "A2"
    assert (draft.published_at, draft.closes_on) == (None, None)


def test_the_page_of_ended_work_offers_it_again(
    writer: Client, vacancy: Vacancy, employer_user: User
) -> None:
    close(vacancy, by=employer_user)
    own = reverse("jobs:employer_vacancy", args=[vacancy.public_id])
    again = reverse("jobs:employer_vacancy_again", args=[vacancy.public_id])
    assert again in writer.get(own).content.decode()
    page = writer.post(again, follow=True)
    assert "Look it through" in page.content.decode()


def test_an_empty_description_is_never_sent(vacancy: Vacancy, employer_user: User) -> None:
    Vacancy.objects.update(state=VacancyState.DRAFT, description=" ")
    with pytest.raises(Invalid):
        submit(vacancy, by=employer_user)


def test_another_firms_work_is_not_offered_again(
    browser_of: Browser, other_employer_user: User, vacancy: Vacancy
) -> None:
    again = reverse("jobs:employer_vacancy_again", args=[vacancy.public_id])
    assert browser_of(other_employer_user).post(again).status_code == 404
