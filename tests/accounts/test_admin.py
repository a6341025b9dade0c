"""/admin/ shows accounts and offices to administrators and changes nothing."""

from collections.abc import Callable

import pytest
from django.contrib import admin
from django.test import Client

from backend.accounts.models import Office, User

pytestmark = pytest.mark.django_db

BrowserOf = Callable[[User], Client]


def test_an_administrator_reads_accounts_and_offices(
    administrator: User, osh_office: Office, browser_of: BrowserOf
) -> None:
    browser = browser_of(administrator)
    for path in ("user/", f"user/{administrator.pk}/change/", f"office/{osh_office.pk}/change/"):
        assert browser.get(f"/admin/accounts/{path}").status_code == 200, path


def test_even_a_superuser_changes_nothing(
    administrator: User, osh_office: Office, browser_of: BrowserOf
) -> None:
    User.objects.filter(pk=administrator.pk).update(is_superuser=True)
    browser = browser_of(administrator)
    change = f"/admin/accounts/office/{osh_office.pk}/change/"
    assert browser.post(change, {"name": "Elsewhere"}).status_code == 403
    assert browser.get("/admin/accounts/office/add/").status_code == 403
    assert {model._meta.label for model in admin.site._registry} == {
        "accounts.Office",
        "accounts.User",
    }


def test_others_see_nothing(officer: User, browser_of: BrowserOf) -> None:
    answer = browser_of(officer).get("/admin/accounts/user/", follow=True)
    assert answer.status_code == 403
