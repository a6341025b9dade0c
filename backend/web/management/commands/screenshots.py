"""manage.py screenshots: pictures of a running Homeward, for the README and for our own eyes.

Start `make run` first. The pictures go to docs/screenshots/; `--only home` takes one.
"""

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.test import Client
from playwright.sync_api import Browser, Error, sync_playwright

CHROMIUM = "/usr/bin/chromium"
PHONE, LAPTOP = 360, 1200


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as one person sees it. `seen_by` is an e-mail or a phone of the demo."""

    name: str
    path: str
    width: int = PHONE
    seen_by: str = ""
    language: str = "en"
    scheme: Literal["light", "dark"] = "light"


PICTURES = [
    Picture("home", "/"),
    Picture("home-kyrgyz-dark", "/", language="ky", scheme="dark"),
    Picture("help", "/help/", language="ru"),
    Picture("sign-in", "/sign-in/"),
    Picture("design", "/design/", width=LAPTOP),
]


class Command(BaseCommand):
    help = __doc__

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--base", default=settings.HOMEWARD_BASE_URL, help="where it runs")
        parser.add_argument("--only", help="the name of one picture")
        parser.add_argument("--to", type=Path, default=Path(settings.ROOT) / "docs/screenshots")

    def handle(self, *args: Any, **options: Any) -> None:
        wanted = [p for p in PICTURES if options["only"] in (None, p.name)]
        options["to"].mkdir(parents=True, exist_ok=True)
        # Sessions first: inside Playwright the database may not be asked.
        sessions = {p.seen_by: _session_of(p.seen_by) for p in wanted if p.seen_by}
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            for picture in wanted:
                target = options["to"] / f"{picture.name}.png"
                _take(browser, picture, options["base"], sessions.get(picture.seen_by), target)
                self.stdout.write(str(target))
            browser.close()


def _session_of(login: str) -> str:
    """A session of a demo person, opened on the server's side."""
    user = get_user_model()._default_manager.filter(Q(email=login) | Q(phone=login)).first()
    if user is None:
        raise CommandError(f"There is no {login} here. Load the demo first: make run")
    client = Client()
    client.force_login(user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _take(browser: Browser, picture: Picture, base: str, session: str | None, to: Path) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": 740 if picture.width == PHONE else 800},
        color_scheme=picture.scheme,
        locale=picture.language,
        device_scale_factor=2 if picture.width == PHONE else 1,
        base_url=base,
    )
    if session:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session, "url": base}])
    page = context.new_page()
    try:
        page.goto(picture.path)
    except Error as error:
        raise CommandError(f"Nothing answers at {base}. Start it with: make run") from error
    page.screenshot(path=to, full_page=True)
    context.close()
