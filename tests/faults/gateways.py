"""Gateways whose ledger is the table of the sandbox, for workers that are killed inside a call."""

import time
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from backend.notifications.gateways import routing
from backend.notifications.gateways.base import Accepted, Caps, Outcome, Sms
from backend.notifications.gateways.sandbox import inbox_of
from backend.notifications.keys import new_key
from backend.notifications.models import SandboxSms

# After the SMS was taken, before the answer comes: where a dead worker leaves most doubt.
ANSWER_SECONDS = 0.02
PROMISES = Caps(replay_safe=True, replay_window=timedelta(days=1), reaches_people=False)


class Ledger:
    """Takes every SMS; a second one with the same key only if it does not keep its promise."""

    name = "ledger"

    def __init__(self, caps: Caps, *, takes_a_key_once: bool) -> None:
        self.caps, self.takes_a_key_once = caps, takes_a_key_once

    def send(self, sms: Sms) -> Outcome:
        row = SandboxSms(
            inbox=inbox_of(sms.phone),
            phone=sms.phone,
            body="",
            at=timezone.now(),
            key=sms.key if self.takes_a_key_once else new_key(),
        )
        SandboxSms.objects.bulk_create([row], ignore_conflicts=True)
        time.sleep(ANSWER_SECONDS)
        return Accepted(sms.key)


GATEWAYS = {
    "replay_safe": Ledger(PROMISES, takes_a_key_once=True),
    "opaque": Ledger(Caps(reaches_people=False), takes_a_key_once=False),
    "blind": Ledger(PROMISES, takes_a_key_once=False),
}


def use(name: str) -> None:
    """All numbers go through this gateway, in this process."""
    routing.add(GATEWAYS[name])
    settings.SMS_ROUTES = {"": "ledger"}
