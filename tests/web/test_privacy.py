"""A page that somebody left in a hurry is not had back."""

from collections.abc import Callable

from django.test import Client

from backend.accounts.models import User
from reintegration.models import Returnee

BrowserOf = Callable[[User], Client]


def test_pages_of_a_signed_in_person_are_not_kept(browser_of: BrowserOf, anara: Returnee) -> None:
    assert browser_of(anara.user).get("/home/")["Cache-Control"] == "no-store"


def test_answers_of_the_api_are_not_kept(client: Client, db: None) -> None:
    assert client.get("/api/v1/countries/")["Cache-Control"] == "no-store"


def test_leaving_clears_what_the_browser_holds(browser_of: BrowserOf, anara: Returnee) -> None:
    assert "cache" in browser_of(anara.user).post("/leave/")["Clear-Site-Data"]


def test_a_body_too_large_is_refused_with_every_header(client: Client) -> None:
    answer = client.post("/sign-in/", b"x" * 2_000_000, content_type="text/plain")
    assert answer.status_code == 413
    assert answer["X-Frame-Options"] == "DENY"
    assert "default-src" in answer["Content-Security-Policy"]
