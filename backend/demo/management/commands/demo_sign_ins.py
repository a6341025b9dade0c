from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.urls import reverse

from backend.accounts.demo_sign_ins import DEMO_PASSWORD
from backend.accounts.states import Role
from backend.demo import build
from backend.demo.phones import example_phone
from backend.demo.staff import sign_in_emails
from backend.lib.phone import spaced

WIDTH = 20


class Command(BaseCommand):
    help = "Print how to sign in to the demo as each role."

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.SANDBOX_PHONES:
            raise CommandError("This is no sandbox: there are no sign-ins that everybody knows.")
        if not build.exists():
            self.stdout.write("  No demo here. Make one with: python manage.py load_demo")
            return
        url = settings.HOMEWARD_BASE_URL
        self.stdout.write(f"  Sign in as a returnee, at {url}{reverse('accounts:phone')}")
        self.stdout.write(f"    {'Returnee':{WIDTH}}{spaced(example_phone(0))}")
        self.stdout.write("    The code arrives on that phone: see SMS above.")
        self.stdout.write(f"  Sign in as anybody else, at {url}{reverse('account_login')}")
        for role, email in sign_in_emails().items():
            self.stdout.write(f"    {Role(role).label!s:{WIDTH}}{email}")
        self.stdout.write(f"    Password {DEMO_PASSWORD}")
        self.stdout.write(
            f"    The second factor is shown at {url}{reverse('accounts:authenticator')}"
        )
