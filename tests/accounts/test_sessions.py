"""How long a browser stays signed in, and what ends it at once."""

from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from backend.accounts.actions.sessions import sign_out_everywhere
from backend.accounts.actions.users import change_phone, disable_user, enable_user, place_user
from backend.accounts.models import Office, User
from backend.accounts.sessions import BEGAN, SEEN, SHARED, Bounds, bounds_for, is_over
from backend.accounts.states import Role
from tests.accounts.conftest import last_code

ME = "/api/v1/me/"

BrowserOf = Callable[[User], Client]


@pytest.fixture
def nurlan(db: None) -> User:
    return User.objects.create_user(phone="+996700555001", role=Role.RETURNEE)


def age(browser: Client, **seconds: float) -> None:
    """Move marks of the session into the past."""
    session = browser.session
    for mark, back in seconds.items():
        session[mark] -= back
    session.save()


def is_in(browser: Client) -> bool:
    return browser.get(ME).status_code == 200


seconds = st.floats(0, 1e7, allow_nan=False)


@given(began=seconds, seen=seconds, now=seconds)
def test_a_session_never_outlives_either_bound(began: float, seen: float, now: float) -> None:
    bounds = Bounds(idle=3600, whole=43_200)
    if not is_over(began=began, seen=seen, now=now, bounds=bounds):
        assert 0 <= now - began < 43_200
        assert 0 <= now - seen < 3600


@pytest.mark.parametrize("role", Role)
def test_every_role_has_its_bounds_and_a_shared_phone_the_shortest(role: Role) -> None:
    own, shared = (bounds_for(User(role=role), shared=shared) for shared in (False, True))
    assert shared.idle <= own.idle <= own.whole <= settings.SESSION_COOKIE_AGE
    assert shared == Bounds(*settings.SESSION_LIMITS["shared"])


def test_staff_are_signed_out_after_an_idle_hour(officer: User, browser_of: BrowserOf) -> None:
    browser = browser_of(officer)
    assert is_in(browser)
    age(browser, **{SEEN: 3599})
    assert is_in(browser)
    age(browser, **{SEEN: 3601})
    assert not is_in(browser)


def test_a_page_of_help_keeps_no_session_alive_and_shows_none_that_is_over(
    officer: User, browser_of: BrowserOf
) -> None:
    browser = browser_of(officer)
    assert is_in(browser)
    age(browser, **{SEEN: 3000})
    seen = browser.session[SEEN]
    assert browser.get("/help/").wsgi_request.user == officer
    assert browser.session[SEEN] == seen
    age(browser, **{SEEN: 601})
    assert browser.get("/help/").wsgi_request.user.is_anonymous


def test_staff_sign_in_every_day_however_busy(officer: User, browser_of: BrowserOf) -> None:
    browser = browser_of(officer)
    assert is_in(browser)
    age(browser, **{BEGAN: 12 * 3600})
    assert not is_in(browser)


def test_a_returnee_stays_signed_in_on_an_own_phone(nurlan: User, browser_of: BrowserOf) -> None:
    browser = browser_of(nurlan)
    assert is_in(browser)
    age(browser, **{SEEN: 6 * 86_400, BEGAN: 6 * 86_400})
    assert is_in(browser)


def test_a_shared_phone_forgets_soon(nurlan: User) -> None:
    browser = Client()
    browser.post("/sign-in/", {"phone": nurlan.phone})
    browser.post("/sign-in/code/", {"code": last_code(str(nurlan.phone)), "shared": "on"})
    assert browser.cookies["session"]["max-age"] == ""  # gone with the browser
    assert browser.session[SHARED]
    assert is_in(browser)
    age(browser, **{SEEN: 1801})
    assert not is_in(browser)


def test_a_busy_session_is_written_once_a_minute(nurlan: User, browser_of: BrowserOf) -> None:
    browser = browser_of(nurlan)
    is_in(browser)
    seen = browser.session[SEEN]
    is_in(browser)
    assert browser.session[SEEN] == seen


def test_a_disabled_account_is_out_at_the_next_request_and_stays_out(
    officer: User, administrator: User, browser_of: BrowserOf
) -> None:
    browser = browser_of(officer)
    assert is_in(browser)
    disable_user(by=administrator, user=officer)
    assert not is_in(browser)
    enable_user(by=administrator, user=officer)
    assert not is_in(browser)


def test_a_new_role_ends_the_sessions_of_the_old_one(
    officer: User, administrator: User, bishkek_office: Office, browser_of: BrowserOf
) -> None:
    browser = browser_of(officer)
    place_user(by=administrator, user=officer, role=Role.SUPERVISOR, office=bishkek_office)
    assert not is_in(browser)


def test_a_moved_number_ends_the_sessions_of_its_old_phone(
    nurlan: User, officer: User, browser_of: BrowserOf
) -> None:
    browser = browser_of(nurlan)
    change_phone(by=officer, user=nurlan, phone="+996700555099")
    assert not is_in(browser)


def test_signing_out_everywhere_ends_every_browser(officer: User, browser_of: BrowserOf) -> None:
    browsers = [browser_of(officer), browser_of(officer)]
    assert all(is_in(browser) for browser in browsers)
    sign_out_everywhere(by=User.objects.get(pk=officer.pk))
    assert not any(is_in(browser) for browser in browsers)
