"""manage.py screenshots: pictures of a running Homeward, for the README and for our own eyes.

Start `make run` first. The pictures go to docs/screenshots/; `--only home` takes one.
"""

from argparse import ArgumentParser
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db.models import Q
from django.test import Client
from playwright.sync_api import Browser, Error, sync_playwright

from backend.accounts.demo_sign_ins import pass_second_factor
from backend.accounts.models import User
from backend.accounts.states import Role
from backend.notifications.models import SandboxSms

CHROMIUM = "/usr/bin/chromium"
PHONE, LAPTOP = 360, 1200
LEAST = {PHONE: 740, LAPTOP: 800}
# People of the demo (backend/demo); the newcomer has a sign-in and no file yet.
RETURNEE, NEWCOMER = "+12025550100", "+12025550199"
EMPLOYER, SUPERVISOR = "employer@homeward.example", "supervisor@homeward.example"


@dataclass(frozen=True, slots=True)
class Picture:
    """One page as one person sees it. `seen_by` is an e-mail or a phone of the demo.

    `height` is in CSS pixels; 0 takes the whole page, however long.
    """

    name: str
    path: str
    width: int = PHONE
    height: int = 0
    seen_by: str = ""
    language: str = "en"
    scheme: Literal["light", "dark"] = "light"


PICTURES = [
    Picture("home", "/", height=760),
    Picture("home-kyrgyz-dark", "/", language="ky", scheme="dark"),
    Picture("sign-in", "/sign-in/", language="uz"),
    Picture("registration", "/register/", seen_by=NEWCOMER, language="ky", height=760),
    Picture("matches", "/matches/", seen_by=RETURNEE, language="ru", height=760),
    Picture("inbox", "/dev/phones/{inbox}/", height=760),
    Picture("courses", "/courses/", seen_by=RETURNEE, language="ky", height=760),
    Picture("help", "/help/", language="tg"),
    Picture("employer", "/employer/", seen_by=EMPLOYER, language="ru", height=760),
    Picture("staff", "/staff/", width=LAPTOP, seen_by=SUPERVISOR),
    Picture("people", "/staff/returnees/", width=LAPTOP, seen_by=SUPERVISOR, height=800),
    Picture("outcomes", "/staff/outcomes/", width=LAPTOP, seen_by=SUPERVISOR, height=800),
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
        received = SandboxSms.objects.filter(phone=RETURNEE).first()
        inbox = received.inbox if received else ""
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(
                executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
            )
            for picture in wanted:
                target = options["to"] / f"{picture.name}.png"
                url = options["base"] + picture.path.format(inbox=inbox)
                _take(browser, picture, url, sessions.get(picture.seen_by), target)
                self.stdout.write(str(target))
            browser.close()


def _session_of(login: str) -> str:
    """A session of a demo person, opened on the server's side."""
    user = User.objects.filter(Q(email=login) | Q(phone=login)).first()
    if user is None and login == NEWCOMER:
        user = User.objects.create(phone=NEWCOMER, role=Role.RETURNEE, language="ky")
    if user is None:
        raise CommandError(f"There is no {login} here. Load the demo first: make run")
    client = Client()
    client.force_login(user)
    pass_second_factor(client.session, user)
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def _take(browser: Browser, picture: Picture, url: str, session: str | None, to: Path) -> None:
    context = browser.new_context(
        viewport={"width": picture.width, "height": picture.height or LEAST[picture.width]},
        color_scheme=picture.scheme,
        locale=picture.language,
    )
    if session:
        name = settings.SESSION_COOKIE_NAME
        context.add_cookies([{"name": name, "value": session, "url": url}])
    page = context.new_page()
    try:
        page.goto(url)
    except Error as error:
        raise CommandError(f"Nothing answers at {url}. Start it with: make run") from error
    page.screenshot(path=to, full_page=not picture.height)
    context.close()
