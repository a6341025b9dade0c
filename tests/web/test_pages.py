"""Home, help, language, leaving, health, and the pages of errors."""

import pytest
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from backend.accounts.models import User
from backend.lib.errors import NotAllowed, TooMany
from backend.web import catalogues, health
from backend.web.errors import ProblemPages

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", ["home", "help", "help_rights", "help_signs", "credits", "design"])
def test_public_pages_open_without_sign_in(client: Client, name: str) -> None:
    assert client.get(reverse(f"web:{name}")).status_code == 200


@pytest.mark.parametrize("language", catalogues.LANGUAGES)
def test_help_speaks_every_language(client: Client, language: str) -> None:
    client.post(reverse("web:language"), {"language": language, "next": "/help/"})
    text = client.get("/help/rights/").content.decode()
    assert f'<html lang="{language}"' in text
    assert "Your rights at work" not in text


def test_choosing_a_language_returns_to_the_page(client: Client) -> None:
    answer = client.post(reverse("web:language"), {"language": "ky", "next": "/help/?a=1"})
    assert answer["Location"] == "/help/?a=1"
    assert client.cookies[settings.LANGUAGE_COOKIE_NAME].value == "ky"


@pytest.mark.parametrize(
    "target", ["https://evil.example/", "//evil.example", "javascript:alert(1)", ""]
)
def test_choosing_a_language_never_leads_elsewhere(client: Client, target: str) -> None:
    answer = client.post(reverse("web:language"), {"language": "ky", "next": target})
    assert answer["Location"] == "/"


@pytest.mark.parametrize("language", ["xx", "", "../../etc", "ky' OR 1=1"])
def test_an_unknown_language_changes_nothing(client: Client, language: str) -> None:
    client.post(reverse("web:language"), {"language": language})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


def test_leaving_signs_out_even_with_a_stale_page(officer: User) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer)
    answer = client.post(reverse("web:leave"))
    assert settings.LEAVE_PAGE_URL in answer.content.decode()
    assert "_auth_user_id" not in client.session


def test_another_site_cannot_sign_anyone_out(client: Client, officer: User) -> None:
    client.force_login(officer)
    client.post(reverse("web:leave"), headers={"Sec-Fetch-Site": "cross-site"})
    assert "_auth_user_id" in client.session


def test_the_process_is_alive_without_asking_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(0):
        assert client.get("/healthz/").json() == {"status": "ok"}


def test_ready_means_migrated(client: Client) -> None:
    answer = client.get("/readyz/")
    assert answer.status_code == 200
    assert answer.json() == {"status": "ready", "database": True, "migrations": True}


def test_not_ready_says_what_is_wrong(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "_database", lambda: False)
    answer = client.get("/readyz/")
    assert answer.status_code == 503
    assert answer.json()["database"] is False


def test_a_missing_page_says_so_in_plain_words(client: Client) -> None:
    answer = client.get("/no/such/page/")
    assert answer.status_code == 404
    assert "This page was not found" in answer.content.decode()


def test_a_missing_api_route_answers_in_problem_details(client: Client) -> None:
    answer = client.get("/api/no/such/route/")
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["code"] == "not_found"


def test_a_form_that_was_open_too_long_is_explained(client: Client) -> None:
    answer = Client(enforce_csrf_checks=True).post(reverse("web:language"), {"language": "ky"})
    assert answer.status_code == 403
    assert "open for too long" in answer.content.decode()


def test_a_refusal_of_an_action_becomes_a_page(rf: RequestFactory) -> None:
    def view(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    pages = ProblemPages(view)
    answer = pages.process_exception(rf.get("/"), NotAllowed())
    assert answer is not None
    assert answer.status_code == 403
    assert "You are not allowed to do this." in answer.content.decode()
    busy = pages.process_exception(rf.get("/"), TooMany(retry_after=30))
    assert busy is not None
    assert busy["Retry-After"] == "30"
    assert pages.process_exception(rf.get("/"), ValueError()) is None
