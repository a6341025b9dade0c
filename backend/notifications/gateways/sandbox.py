"""The gateway of development and tests: phones that are rows, read at /dev/phones/."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from backend.lib import keyed
from backend.notifications.gateways.base import Accepted, Caps, NotAccepted, Outcome, Sms
from backend.notifications.models import SandboxSms

INBOX_LABEL = "notifications.inbox"
INBOX_LENGTH = 32


class Sandbox:
    name = "sandbox"
    caps = Caps(replay_safe=True, replay_window=timedelta(days=365), reaches_people=False)

    def send(self, sms: Sms) -> Outcome:
        """Put it into the phone's inbox; the same key again changes nothing."""
        if not settings.SANDBOX_PHONES:
            # Nobody would read it, and codes must not pile up in a table in the clear.
            return NotAccepted("sandbox_is_off")
        SandboxSms.objects.bulk_create(
            [
                SandboxSms(
                    inbox=inbox_of(sms.phone),
                    phone=sms.phone,
                    body=sms.text,
                    at=timezone.now(),
                    key=sms.key,
                )
            ],
            ignore_conflicts=True,
        )
        return Accepted(reference=sms.key, delivered=True)


def inbox_of(phone: str) -> str:
    """The name of a phone in addresses, from which the number cannot be learnt."""
    return keyed.digest(INBOX_LABEL, phone)[:INBOX_LENGTH]
