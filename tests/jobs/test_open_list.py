"""Everybody may search the open list; protected work is nowhere on it."""

import datetime as dt
from collections.abc import Callable
from typing import Any
from xml.etree import ElementTree

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from backend.accounts.models import User
from backend.lib.errors import NotAllowed
from backend.taxonomy.models import Place
from jobs.actions.protection import lift_protection, protect
from jobs.models import Employer, Vacancy
from jobs.states import EmployerState, VacancyState
from reintegration.models import Returnee
from reintegration.states import Schedule

SEARCH = "jobs:search"
ATOM = "{http://www.w3.org/2005/Atom}"


def found(client: Client, **asked: Any) -> list[str]:
    page = client.get(reverse(SEARCH), asked)
    assert page.status_code == 200
    return [str(card.work) for card in page.context["cards"]]


def test_anybody_finds_work_by_a_word_with_a_typing_error(client: Client, vacancy: Vacancy) -> None:
    assert found(client, work="сворщик") == ["Сварщик"]
    assert found(client, work="welder") == ["Сварщик"]
    assert found(client, work="бухгалтер") == []


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ({"pay": 45_000}, True),
        ({"pay": 45_001}, False),
        ({"schedule": Schedule.FULL}, True),
        ({"schedule": Schedule.PART}, False),
        ({"housing": "on"}, False),
        ({"place": "no such place", "pay": "much"}, True),
    ],
)
def test_pay_hours_and_housing_narrow_and_nonsense_does_not(
    client: Client, vacancy: Vacancy, asked: dict[str, Any], fits: bool
) -> None:
    assert bool(found(client, **asked)) is fits


def test_a_place_is_found_with_what_is_near_it(
    client: Client, vacancy: Vacancy, bishkek: Place, osh: Place
) -> None:
    near = (
        Place.objects.settlements()
        .filter(country="KG", latitude__range=(42.7, 43.0), longitude__range=(74.3, 74.9))
        .exclude(pk=bishkek.pk)
        .exclude(parent=bishkek.parent)
        .first()
    )
    assert near is not None
    assert found(client, place=near.pk) == []
    page = client.get(reverse(SEARCH), {"place": near.pk, "within": 60})
    assert "km" in str(page.context["cards"][0].distance)
    assert found(client, place=osh.pk, within=100) == []
    assert found(client, place=bishkek.parent_id) == ["Сварщик"]


@pytest.mark.parametrize("what", ["vacancy", "firm", "suspended", "paused", "over"])
def test_what_is_protected_or_not_open_is_on_no_public_page(
    client: Client, vacancy: Vacancy, officer: User, what: str
) -> None:
    match what:
        case "vacancy":
            protect(vacancy, by=officer)
        case "firm":
            protect(vacancy.employer, by=officer)
        case "suspended":
            Employer.objects.update(state=EmployerState.SUSPENDED)
        case "paused":
            Vacancy.objects.update(state=VacancyState.PAUSED)
        case "over":
            Vacancy.objects.update(closes_on=timezone.localdate() - dt.timedelta(days=1))
    own = reverse("jobs:vacancy", args=[vacancy.public_id])
    assert found(client) == []
    assert client.get(own).status_code == 404
    for name in ("feed", "sitemap"):
        assert str(vacancy.public_id) not in client.get(reverse(f"jobs:{name}")).content.decode()
    assert client.get(reverse("open-vacancy-list")).json()["results"] == []
    invented = reverse("jobs:vacancy", args=[vacancy.employer.public_id])
    assert len(client.get(own).content) == len(client.get(invented).content)


def test_a_protected_vacancy_is_shown_to_returnees_as_before(
    anara: Returnee, vacancy: Vacancy, officer: User
) -> None:
    protect(vacancy, by=officer)
    client = Client()
    client.force_login(anara.user)
    page = client.get(reverse("jobs:vacancy", args=[vacancy.public_id]))
    assert page.status_code == 200
    assert "ld+json" not in page.content.decode()


def test_protection_is_lifted_by_a_second_pair_of_eyes(
    vacancy: Vacancy, officer: User, supervisor: User
) -> None:
    protect(vacancy, by=officer)
    with pytest.raises(NotAllowed):
        lift_protection(vacancy, by=officer)
    assert not lift_protection(vacancy, by=supervisor).is_protected


def test_a_longer_list_costs_no_more_queries(client: Client, vacancy: Vacancy) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as made:
            found(client)
        return len(made)

    few = queries()
    copies = [
        Vacancy(**{name: getattr(vacancy, name) for name in COPIED}, published_at=timezone.now())
        for _ in range(30)
    ]
    Vacancy.objects.bulk_create(copies)
    assert queries() == few


COPIED = ("employer", "state", "title", "isco", "description", "place", "country")


def test_strangers_browsers_may_keep_a_page_and_nobody_elses(
    client: Client, vacancy: Vacancy, anara: Returnee
) -> None:
    kept = client.get(reverse(SEARCH))
    assert kept["Cache-Control"] == "private, max-age=60"
    assert "Cookie" in kept["Vary"]
    client.force_login(anara.user)
    assert client.get(reverse(SEARCH))["Cache-Control"] == "no-store"


def test_a_feed_follows_a_search_and_answers_that_nothing_is_new(
    client: Client, vacancy: Vacancy
) -> None:
    feed = reverse("jobs:feed")
    answer = client.get(feed, {"work": "сварщик", "lang": "ru"})
    tree = ElementTree.fromstring(answer.content)  # noqa: S314  our own
    (entry,) = tree.findall(f"{ATOM}entry")
    assert entry.findtext(f"{ATOM}title") == "Сварщик"
    assert entry.findtext(f"{ATOM}id") == vacancy.public_id.urn
    other = client.get(feed, {"work": "бухгалтер"}).content.decode()
    assert "<entry>" not in other
    again = client.get(
        feed, {"work": "сварщик", "lang": "ru"}, headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    assert answer["Cache-Control"] == "public, max-age=900"
    assert "Set-Cookie" not in answer


def test_the_map_names_each_open_vacancy_once_and_robots_find_it(
    client: Client, vacancy: Vacancy
) -> None:
    sitemap = client.get(reverse("jobs:sitemap")).content.decode()
    ElementTree.fromstring(sitemap.encode())  # noqa: S314  our own
    assert sitemap.count(str(vacancy.public_id)) == 1
    assert reverse("jobs:sitemap") in client.get("/robots.txt").content.decode()


def test_an_address_chooses_the_language_for_who_keeps_no_cookie(
    client: Client, vacancy: Vacancy
) -> None:
    page = client.get(reverse(SEARCH), {"lang": "ru"})
    assert page["Content-Language"] == "ru"
    assert 'hreflang="ky"' in page.content.decode()
    assert "noindex" not in page.content.decode()
    assert "noindex" in client.get(reverse(SEARCH), {"pay": 1}).content.decode()


@pytest.mark.parametrize("name", ["vacancy", "employer"])
def test_staff_protect_on_the_page_and_a_supervisor_lifts_it(
    browser_of: Callable[[User], Client],
    vacancy: Vacancy,
    officer: User,
    supervisor: User,
    name: str,
) -> None:
    thing = vacancy if name == "vacancy" else vacancy.employer
    button = reverse(f"jobs:staff_{name}_protection", args=[thing.public_id])
    page = browser_of(officer).post(button, {"to": "protect"}, follow=True)
    assert "Protected:" in page.content.decode()
    browser_of(officer).post(button, {"to": "lift"})
    assert not Vacancy.objects.public().exists()
    browser_of(supervisor).post(button, {"to": "lift"})
    assert Vacancy.objects.public().exists()
