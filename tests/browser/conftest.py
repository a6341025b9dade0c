"""Chromium for the tests: a phone, a phone without scripts, and the smallest phone.

Needs /usr/bin/chromium (CHROMIUM names another). Without one the tests are skipped, unless
HOMEWARD_BROWSER_REQUIRED=1 makes that a failure.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, sync_playwright
from pytest_django.live_server_helper import LiveServer

from backend.accounts.models import User
from tests.browser.chromium import PHONE, SMALLEST, Visit

CHROMIUM = Path(os.environ.get("CHROMIUM", "/usr/bin/chromium"))
QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]

# What every context starts from.
PHONE_BROWSER: dict[str, Any] = {
    "viewport": PHONE,
    "has_touch": True,
    "is_mobile": True,
    "locale": "en",
}

NewContext = Callable[..., BrowserContext]
SignIn = Callable[[BrowserContext, User], None]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        if os.environ.get("HOMEWARD_BROWSER_REQUIRED") == "1":
            pytest.fail(f"no browser at {CHROMIUM}")
        pytest.skip(f"no browser at {CHROMIUM}")
    # Playwright keeps an event loop in this thread; our own queries here are still plain ones.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=str(CHROMIUM), args=QUIET)
        yield chromium
        chromium.close()


@pytest.fixture
def address(live_server: LiveServer) -> str:
    """Where the browser goes. Journeys that write need `django_db(transaction=True)`.

    A file whose tests only read overrides this with `reading_server.url`: no table is
    emptied after each of them.
    """
    return live_server.url


@pytest.fixture(scope="session")
def reading_server(django_db_setup: None, django_db_blocker: Any) -> Iterator[LiveServer]:
    with django_db_blocker.unblock():
        server = LiveServer("localhost")
        yield server
        server.stop()


@pytest.fixture
def new_context(browser: Browser, address: str) -> Iterator[NewContext]:
    """Makes browser contexts for the service: one is one person's browser."""
    made: list[BrowserContext] = []

    def make(**options: Any) -> BrowserContext:
        chosen = PHONE_BROWSER | options
        context = browser.new_context(base_url=address, **chosen)
        context.set_default_timeout(10_000)
        made.append(context)
        return context

    yield make
    for context in made:
        context.close()


@pytest.fixture
def phone(new_context: NewContext) -> Visit:
    """A phone of 360 x 740."""
    return Visit.in_tab_of(new_context())


@pytest.fixture
def phone_without_scripts(new_context: NewContext) -> Visit:
    return Visit.in_tab_of(new_context(java_script_enabled=False))


@pytest.fixture
def smallest_phone(new_context: NewContext) -> Visit:
    """320 px wide: what must never scroll sideways."""
    return Visit.in_tab_of(new_context(viewport=SMALLEST))


@pytest.fixture
def laptop(new_context: NewContext) -> Visit:
    size = {"width": 1200, "height": 800}
    return Visit.in_tab_of(new_context(viewport=size, has_touch=False, is_mobile=False))


@pytest.fixture
def sign_in(address: str, browser_of: Callable[[User], Client]) -> SignIn:
    """Gives a browser the session of somebody who has signed in, second step included."""

    def give(context: BrowserContext, user: User) -> None:
        session = browser_of(user).cookies[settings.SESSION_COOKIE_NAME].value
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": session, "url": address}
        context.add_cookies([cookie])  # type: ignore[list-item]

    return give
