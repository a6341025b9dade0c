"""What the job side writes to firms by e-mail, each reader in their own language."""

from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation

from backend.accounts import mail
from backend.notifications.links import absolute
from jobs.models import Employer


def asked_to_join(employer: Employer, *, name: str, email: str) -> None:
    """Somebody registered with the firm's tax number; nothing was changed by it."""
    link = absolute(reverse("jobs:employer_members"))
    _write("asked_to_join", employer, {"name": name, "email": email, "link": link})


def applicants_wait(employer: Employer, *, waiting: int) -> None:
    """So many have had no answer for days. Names nobody: mail is read by others too."""
    link = absolute(reverse("jobs:employer_home"))
    _write("applicants_wait", employer, {"waiting": waiting, "link": link})


def _write(what: str, employer: Employer, words: dict[str, Any]) -> None:
    """To everybody who signs in for the firm; handed over after the commit."""
    members = employer.members.filter(user__is_active=True).select_related("user")
    for user in (member.user for member in members):
        with translation.override(user.language):
            known = words | {"firm": employer.name, "user": user}
            subject = render_to_string(f"jobs/mail/{what}_subject.txt", known).strip()
            body = render_to_string(f"jobs/mail/{what}.txt", known)
        mail.send_letter(subject, body, str(user.email))
