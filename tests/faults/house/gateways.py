"""Three ways to the faulty operator; they differ only in what they promise and what it keeps."""

from datetime import timedelta

from backend.notifications.gateways import routing
from backend.notifications.gateways.adapter import HttpGateway
from backend.notifications.gateways.base import Accepted, Caps, Outcome, Rejected, Sms
from backend.notifications.gateways.http import Unreadable, call, post_json
from backend.notifications.gateways.proofs import by_status
from backend.notifications.gateways.reading import pick, word
from tests.faults.ledger import BLIND, OPAQUE, REPLAY_SAFE

BAD_NUMBER = 422
PROMISES = Caps(replay_safe=True, replay_window=timedelta(days=1), reaches_people=False)


class Faulty(HttpGateway):
    needs = ()

    def __init__(self, name: str, caps: Caps) -> None:
        self.name, self.caps = name, caps

    def hand_over(self, sms: Sms) -> Outcome:
        reply = call(post_json(self.url("/send"), {"key": sms.key, "phone": sms.phone}))
        if known := by_status(reply):
            return known
        if reply.status == BAD_NUMBER:
            return Rejected("bad number")
        if word(pick(reply.json(), "taken")) != sms.key:
            raise Unreadable("no_key")
        return Accepted(sms.key)


routing.add(Faulty(REPLAY_SAFE, PROMISES))
routing.add(Faulty(OPAQUE, Caps(reaches_people=False)))
# It claims what its operator does not keep: each replay is a blind retry.
routing.add(Faulty(BLIND, PROMISES))
