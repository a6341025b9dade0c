"""A person registers on the phone's browser, in Kyrgyz, page by page, and can stop between."""

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import translation

from backend.accounts.models import Office, User
from backend.accounts.states import Role
from backend.taxonomy.models import Place, Skill
from reintegration.models import RegistrationDraft, Returnee
from reintegration.pages.steps import STEPS
from reintegration.states import ConsentPurpose


@pytest.fixture
def newcomer(db: None) -> User:
    return User.objects.create(phone="+996700555001", role=Role.RETURNEE, language="ky")


@pytest.fixture
def phone(newcomer: User) -> Client:
    client = Client(headers={"accept-language": "ky"})
    client.force_login(newcomer)
    return client


@pytest.fixture
def told(bishkek: Place) -> dict[str, dict[str, Any]]:
    """What the person types and ticks on each page."""
    return {
        "about-you": {
            "given_names": "Нурлан",
            "family_name": "Асанов",
            "sex": "male",
            "birth_year": "1985",
        },
        "place": {"home_place": bishkek.pk},
        "return": {"destinations": ["RU"], "returned_month": "9", "returned_year": "2026"},
        "work": {"continue": ""},
        "skills": {"education": "3", "licences": ["B"]},
        "languages": {"ky": "C2", "ru": "B1"},
        "wishes": {"needs": ["work"], "wage_floor": "40000", "commute_km": "30"}
        | {"can_relocate": "no"},
        "contact": {"phone": "0700 555 001", "phone_owner": "self", "language": "ky"}
        | {"contact_from": "18:00", "contact_until": "20:00"},
        "consents": {"programme": "on", "matching": "on"},
    }


def page(slug: str) -> str:
    return f"/register/{slug}/"


def answer(client: Client, told: dict[str, Any], *slugs: str) -> None:
    for slug in slugs:
        assert client.get(page(slug)).status_code == 200
        response = client.post(page(slug), told[slug])
        assert response.status_code == 302, response.context["form"].errors


def test_the_whole_way_in_kyrgyz(
    phone: Client, newcomer: User, told: dict[str, Any], bishkek_office: Office
) -> None:
    assert phone.get("/home/").headers["Location"] == "/register/"
    assert phone.get("/register/").headers["Location"] == page("about-you")
    answer(phone, told, *told)
    summary = phone.get(page("check")).content.decode()
    assert 'lang="ky"' in summary
    assert "Нурлан" in summary
    assert phone.post(page("check")).headers["Location"] == "/register/done/"
    assert phone.get("/register/done/").status_code == 200
    file = Returnee.objects.get(user=newcomer)
    assert (file.office, file.language, file.commute_km) == (bishkek_office, "ky", 30)
    assert str(file.returned_on) == "2026-09-01"
    assert (file.wage_floor, file.wage_currency) == (40_000, "KGS")
    assert str(file.contact_from) == "18:00:00"
    assert set(file.languages.values_list("language", "level")) == {("ky", "C2"), ("ru", "B1")}
    consents = file.consents.current()
    assert set(consents.filter(given=True).values_list("purpose", flat=True)) == {
        ConsentPurpose.PROGRAMME,
        ConsentPurpose.MATCHING,
    }
    assert {answer.language for answer in consents} == {"ky"}
    assert not RegistrationDraft.objects.exists()
    assert phone.get("/home/").status_code == 200
    assert phone.get(page("place")).headers["Location"] == "/home/"


def test_work_is_found_by_typing_and_its_skills_are_offered(
    phone: Client, told: dict[str, Any], welding: list[Skill]
) -> None:
    answer(phone, told, "about-you", "place", "return")
    found = phone.get(page("work"), {"q": "сварщик"})
    title = found.context["titles"][0]
    assert title.isco_id == "7212"
    added = phone.post(
        page("work") + "?q=сварщик", {"add": "", "title": title.pk, "months": 24, "country": "RU"}
    )
    assert added.headers["Location"] == page("work")
    assert title.text in phone.get(page("work")).content.decode()
    answer(phone, told, "work")
    with translation.override("ky"):
        assert welding[0].label("ky") in phone.get(page("skills")).content.decode()
    phone.post(page("skills"), {**told["skills"], "skills": [welding[0].pk]})
    answer(phone, told, "languages", "wishes", "contact", "consents")
    phone.post(page("check"))
    file = Returnee.objects.get()
    work = file.work_history.get()
    assert (work.isco_id, work.months, work.country_id) == ("7212", 24, "RU")
    assert file.skills.get().skill == welding[0]


def test_titles_that_stand_for_several_kinds_of_work_can_be_told_apart(
    phone: Client, told: dict[str, Any]
) -> None:
    answer(phone, told, "about-you", "place", "return")
    form = phone.get(page("work"), {"q": "сварщик"}).context["form"]
    names = [name.casefold() for _pk, name in form.fields["title"].choices]
    assert len(names) > 3
    assert len(set(names)) == len(names)


def test_work_can_be_taken_away_again(phone: Client, told: dict[str, Any]) -> None:
    answer(phone, told, "about-you", "place", "return")
    title = phone.get(page("work"), {"q": "повар"}).context["titles"][0]
    for months in (3, 12):
        phone.post(page("work") + "?q=повар", {"add": "", "title": title.pk, "months": months})
    phone.post(page("work"), {"remove": "0"})
    jobs = RegistrationDraft.objects.get().answers["work"]["jobs"]
    assert [job["months"] for job in jobs] == [12]


def test_a_word_that_nobody_knows_gets_advice(phone: Client, told: dict[str, Any]) -> None:
    answer(phone, told, "about-you", "place", "return")
    response = phone.get(page("work"), {"q": "qqqqqq"})
    assert response.context["titles"] == []
    assert "notice" in response.content.decode()


def test_after_a_break_the_person_goes_on_where_they_stopped(
    phone: Client, told: dict[str, Any], newcomer: User
) -> None:
    answer(phone, told, "about-you", "place")
    later = Client()
    later.force_login(newcomer)
    assert later.get("/register/").headers["Location"] == page("return")
    assert later.get(page("consents")).headers["Location"] == page("return")
    assert 'value="Асанов"' in later.get(page("about-you")).content.decode()


def test_a_change_from_the_summary_comes_back_to_it(phone: Client, told: dict[str, Any]) -> None:
    answer(phone, told, *told)
    changed = {**told["about-you"], "given_names": "Нурбек"}
    response = phone.post(page("about-you") + "?change", changed)
    assert response.headers["Location"] == page("check")
    assert "Нурбек" in phone.get(page("check")).content.decode()


@pytest.mark.parametrize(
    ("slug", "change", "field"),
    [
        ("about-you", {"birth_year": "85"}, "birth_year"),
        ("about-you", {"given_names": ""}, "given_names"),
        ("place", {"home_place": "0"}, "home_place"),
        ("return", {"returned_year": ""}, "returned_year"),
        ("contact", {"phone": "12"}, "phone"),
        ("contact", {"contact_until": "09:00"}, "contact_until"),
        ("consents", {"programme": ""}, "programme"),
    ],
)
def test_a_mistake_is_shown_at_its_question(
    phone: Client, told: dict[str, Any], slug: str, change: dict[str, Any], field: str
) -> None:
    slugs = list(told)
    answer(phone, told, *slugs[: slugs.index(slug)])
    response = phone.post(page(slug), {**told[slug], **change})
    assert list(response.context["form"].errors) == [field]
    assert "error-summary" in response.content.decode()


def test_every_page_is_small_and_says_where_it_stands(phone: Client, told: dict[str, Any]) -> None:
    for number, slug in enumerate([*told, "check"], start=1):
        body = phone.get(page(slug)).content
        assert len(body) < 40_000, slug
        if slug in told:
            phone.post(page(slug), told[slug])
        assert re.search(rf'<progress value="{number}" max="{len(STEPS)}"', body.decode())


def test_nobody_but_a_returnee_registers_here(
    officer: User, employer_user: User, browser_of: Any
) -> None:
    for user in (officer, employer_user):
        assert browser_of(user).get("/register/").status_code == 404
    assert Client().get("/register/").status_code == 302
