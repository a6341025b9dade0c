"""The menus that apps fill."""

from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.test import RequestFactory

from backend.accounts.models import User
from backend.web import navigation
from backend.web.navigation import Link


@pytest.fixture
def empty_menu(monkeypatch: pytest.MonkeyPatch) -> None:
    """A menu of this test's own."""
    monkeypatch.setattr(navigation, "_menus", {"returnee": {}, "employer": {}, "staff": {}})


def drawn(rf: RequestFactory, path: str) -> str:
    request = rf.get(path)
    request.user = User(name="Aida")
    source = '{% load homeward %}{% navigation "staff" %}'
    return Template(source).render(Context({"request": request}))


def test_entries_stand_in_their_order(empty_menu: None) -> None:
    last = Link("Credits", "web:credits", "info", 90)
    first = Link("Help", "web:help", "help", 10)
    navigation.register("staff", last, first)
    assert navigation.menu("staff", SimpleNamespace()) == [first, last]
    assert navigation.menu("employer", SimpleNamespace()) == []


def test_an_entry_is_shown_only_to_those_who_may_open_it(empty_menu: None) -> None:
    navigation.register("staff", Link("Help", "web:help", "help", 10, visible=lambda user: False))
    assert navigation.menu("staff", SimpleNamespace()) == []


def test_the_nearest_entry_is_the_current_one(rf: RequestFactory, empty_menu: None) -> None:
    navigation.register(
        "staff", Link("Home", "web:home", "home", 10), Link("Help", "web:help", "help", 20)
    )
    text = drawn(rf, "/help/more/")
    assert text.count('aria-current="page"') == 1
    assert '<a href="/help/" aria-current="page">' in text


def test_whoever_is_signed_in_can_sign_out(rf: RequestFactory, empty_menu: None) -> None:
    assert "Sign out" in drawn(rf, "/")
