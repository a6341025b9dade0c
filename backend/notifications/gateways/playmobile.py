"""PlayMobile (SMSXabar), Uzbekistan: JSON, our key is its message-id (messaging.md 4.9).

Sources: courier's handler, the packages playmobile-client and uzsms, a JavaScript client
(get-status). Never tried on a live account. Some contracts name a plain http address: refused.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

from backend.notifications.gateways.adapter import (
    Asked,
    AskedForReports,
    CallsBack,
    HandsOnReplies,
    digits,
    e164,
    report,
)
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    Caps,
    Inbound,
    Outcome,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.gateways.http import Unreadable, call, post_json, read_json
from backend.notifications.gateways.proofs import by_status, outcome, refused, stopped, unsure
from backend.notifications.gateways.reading import child_text, children, items, pick, word, xml
from backend.notifications.states import State

RECEIVED = b"request is received"
ERRORS = {
    "100": unsure("internal error"),
    "101": stopped("syntax"),
    "102": stopped("account locked"),
    "202": refused("no recipient"),
    "205": stopped("no message-id"),
    **{str(code): stopped("timing") for code in range(301, 307)},
    "401": stopped("no originator"),
    **{str(code): refused("content") for code in range(404, 407)},
    "407": stopped("ttl"),
}
# One client's reading, which takes notDelivered for "not yet".
FATES = {
    "notdelivered": State.ACCEPTED,
    "deferred": State.SENT,
    "transmitted": State.SENT,
    "delivered": State.DELIVERED,
    "failed": State.UNDELIVERED,
    "rejected": State.UNDELIVERED,
    "expired": State.EXPIRED_AT_PROVIDER,
}


class PlayMobile(Asked, AskedForReports, CallsBack, HandsOnReplies):
    name = "playmobile"
    # uzsms says that a repeated message-id is one SMS: one library's claim, so not relied on.
    caps = Caps(queryable=True, reports="push", poll_batch=50)
    needs = ("login", "password", "sender", "callback_secret")

    def hand_over(self, sms: Sms) -> Outcome:
        content = {"originator": self.setting("sender"), "content": {"text": sms.text}}
        message = {"recipient": digits(sms.phone), "message-id": sms.key, "sms": content}
        reply = call(post_json(self.url("/send"), {"messages": [message]}, self._who()))
        if known := by_status(reply):
            return known
        if reply.status < 300 and RECEIVED in reply.body.lower():
            return Accepted(sms.key)
        return outcome(word(pick(reply.json(), "error-code")), ERRORS)

    def look_up(self, sent: Sent) -> Answer:
        """It can only say yes: what it answers about an unknown id no source tells."""
        return Accepted(sent.key) if self.fates([sent]) else Unknown("not_in_the_answer")

    def in_calls(self, sent: Sequence[Sent]) -> Sequence[Sequence[Sent]]:
        return [sent] if sent else []

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        asked = {"message-id": [one.key for one in sent]}
        answer = call(post_json(self.url("/get-status"), asked, self._who())).json()
        keys = {one.key for one in sent}
        return [one for one in _reports(answer) if one.key in keys]

    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        """The shape is by agreement: read as the answer of get-status."""
        if not (found := _reports(read_json(body))):
            raise Unreadable("no_reports")
        return found

    def replies_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        messages = children(xml(body, "sms-request"), "message")
        if not messages:
            raise Unreadable("no_messages")
        return [
            Inbound(
                phone=e164(message.get("msisdn", "")),
                text=child_text(message, "content"),
                reference=message.get("id", ""),
            )
            for message in messages
        ]

    def _who(self) -> dict[str, str]:
        pair = f"{self.setting('login')}:{self.setting('password')}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}


def _reports(data: Any) -> list[Report]:
    rows = data if isinstance(data, list) else items(pick(data, "messages")) or [data]
    found = [(word(pick(row, "message-id")), word(pick(row, "status")).lower()) for row in rows]
    return [
        report(FATES, status, key=key, reference=key) for key, status in found if key and status
    ]
