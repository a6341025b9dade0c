"""No API route answers who signs in by e-mail and has given the password only."""

import pytest
from django.test import Client
from django.urls import reverse

from backend.accounts.models import User
from tests.permissions.routes import Route, api_routes
from tests.permissions.test_matrix import arguments_of

# One's own account, and leaving.
STILL_OPEN = {"auth-sign-out", "auth-sign-out-everywhere", "me"}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "route", [route for route in api_routes() if route.name not in STILL_OPEN], ids=str
)
def test_a_password_alone_opens_no_route(
    route: Route, administrator: User, request: pytest.FixtureRequest
) -> None:
    url = reverse(route.name, kwargs=arguments_of(route, request.getfixturevalue))
    browser = Client()
    browser.force_login(administrator)
    answer = getattr(browser, route.method)(url)
    assert (answer.status_code, answer.json()["code"]) == (403, "mfa_required")
