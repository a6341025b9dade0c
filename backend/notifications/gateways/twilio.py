"""Twilio: forms over POST, signed callbacks, no key of ours except in their address (4.11).

Sources: courier's handler and Twilio's public pages on messages, errors and webhook security.
Never tried on a live account.
"""

from base64 import b64encode
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from hashlib import sha1
from hmac import new as hmac
from typing import Any
from urllib.parse import parse_qsl

from backend.notifications.gateways.adapter import (
    FAILED,
    Asked,
    AskedForReports,
    CallsBack,
    HandsOnReplies,
    e164,
    report,
)
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    BadCallback,
    Balance,
    Caps,
    Inbound,
    NotFound,
    Outcome,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.gateways.callbacks import same
from backend.notifications.gateways.http import Reply, Unreadable, call, get, post_form
from backend.notifications.gateways.proofs import (
    by_status,
    not_now,
    outcome,
    refused,
    stopped,
)
from backend.notifications.gateways.reading import amount, count, form, pick, word
from backend.notifications.states import State

CREATED = 201
# twilio.com/docs/api/errors
ERRORS = {
    "20003": stopped("login, or no money"),
    "20429": not_now("too many requests"),
    "21211": refused("bad number"),
    "21214": refused("number cannot be reached"),
    "21217": refused("bad number"),
    "21408": stopped("country not allowed"),
    "21606": stopped("sender not allowed"),
    "21610": refused("the person opted out"),
    "21612": refused("no way to this number"),
    "21614": refused("not a mobile number"),
    "21617": refused("text too long"),
    "21659": stopped("sender not ours"),
    "30002": stopped("account suspended"),
}
FATES = {
    "accepted": State.ACCEPTED,
    "queued": State.ACCEPTED,
    "scheduled": State.ACCEPTED,
    "sending": State.ACCEPTED,
    "sent": State.SENT,
    "delivered": State.DELIVERED,
    "read": State.DELIVERED,
    "undelivered": State.UNDELIVERED,
    "failed": State.UNDELIVERED,
    "canceled": State.UNDELIVERED,
}
# A call begins within a batch's time after its attempt; their clock may differ a little.
BEFORE, AFTER = timedelta(seconds=5), timedelta(seconds=60)
PAGE = "100"


class Twilio(Asked, AskedForReports, CallsBack, HandsOnReplies):
    name = "twilio"
    caps = Caps(queryable=True, reports="push", signed=True, poll_batch=20)
    needs = ("account_sid", "auth_token", "sender", "callback_secret")

    def hand_over(self, sms: Sms) -> Outcome:
        sender = self.setting("sender")
        fields = {
            "To": sms.phone,
            "Body": sms.text,
            ("MessagingServiceSid" if sender.startswith("MG") else "From"): sender,
            "StatusCallback": self.report_address(key=sms.key),
        }
        reply = call(post_form(self._account("/Messages.json"), fields.items(), self._who()))
        if reply.status == CREATED:
            return _accepted(reply.json())
        known = by_status(reply)
        if known or reply.status < 400:
            return known or Unknown(f"http_{reply.status}")
        return outcome(word(pick(reply.json(), "code")), ERRORS)

    def look_up(self, sent: Sent) -> Answer:
        """By its reference, or as the one SMS with this text to this phone at that time."""
        if sent.reference:
            reply = self._get(f"/Messages/{sent.reference}.json", {})
            return NotFound() if reply.status == 404 else _accepted(reply.json())
        near = self._made_near(sent)
        mine = [row for row in near if sent.text and pick(row, "body") == sent.text]
        if len(mine) == 1:
            return _accepted(mine[0])
        return Unknown("several_may_be_it") if near else NotFound()

    def in_calls(self, sent: Sequence[Sent]) -> Sequence[Sequence[Sent]]:
        return [[one] for one in sent if one.reference]

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        (one,) = sent
        status = word(pick(self._get(f"/Messages/{one.reference}.json", {}).json(), "status"))
        return [report(FATES, status, key=one.key, reference=one.reference)] if status else []

    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        self._refuse_unsigned(body, headers, url)
        told = form(body, url)
        if not (told.get("MessageSid") and told.get("MessageStatus")):
            raise Unreadable("no_report")
        status, reference = told["MessageStatus"], told["MessageSid"]
        return [report(FATES, status, key=told.get("key", ""), reference=reference)]

    def replies_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        self._refuse_unsigned(body, headers, url)
        told = form(body, url)
        if "Body" not in told:
            raise Unreadable("no_text")
        phone, reference = e164(told.get("From", "")), told.get("MessageSid", "")
        return [Inbound(phone, told["Body"], to=told.get("To", ""), reference=reference)]

    def balance(self) -> Balance | None:
        try:
            answer = self._get("/Balance.json", {}).json()
        except FAILED:
            return None
        money = amount(pick(answer, "balance"))
        return None if money is None else Balance(money, word(pick(answer, "currency")))

    def _made_near(self, sent: Sent) -> list[Any]:
        """The SMS to this phone that were made about then. Raises Unreadable if some may lack.

        Not by DateSent: an SMS that still waits has none, and would be missed.
        """
        listed = self._get("/Messages.json", {"To": sent.phone, "PageSize": PAGE}).json()
        rows = pick(listed, "messages")
        if not isinstance(rows, list):
            raise Unreadable("no_list")
        earliest = sent.since - BEFORE
        if pick(listed, "next_page_uri") and not any(_made(row) < earliest for row in rows):
            raise Unreadable("list_not_whole")
        return [row for row in rows if earliest <= _made(row) <= sent.since + AFTER]

    def _account(self, path: str) -> str:
        return self.url(f"/2010-04-01/Accounts/{self.setting('account_sid')}{path}")

    def _get(self, path: str, query: Mapping[str, str]) -> Reply:
        return call(get(self._account(path), query, self._who()))

    def _who(self) -> dict[str, str]:
        pair = f"{self.setting('account_sid')}:{self.setting('auth_token')}"
        return {"Authorization": f"Basic {b64encode(pair.encode()).decode()}"}

    def _refuse_unsigned(self, body: bytes, headers: Mapping[str, str], url: str) -> None:
        """HMAC-SHA1 over the public address and every field, sorted. Raises BadCallback."""
        given = {name.lower(): value for name, value in headers.items()}
        wanted = signature(self.setting("auth_token"), url, body)
        if not self.setting("auth_token") or not same(given.get("x-twilio-signature", ""), wanted):
            raise BadCallback("wrong_signature")


def signature(auth_token: str, url: str, body: bytes) -> str:
    """X-Twilio-Signature of a form posted to `url`. Raises Unreadable."""
    try:
        fields = parse_qsl(body.decode("ascii"), keep_blank_values=True, max_num_fields=100)
    except ValueError:
        raise Unreadable("not_a_form") from None
    text = url + "".join(name + value for name, value in sorted(set(fields)))
    return b64encode(hmac(auth_token.encode(), text.encode(), sha1).digest()).decode()


def _accepted(row: Any) -> Accepted:
    """Raises Unreadable: without its id nothing is proven."""
    if not (reference := word(pick(row, "sid"))):
        raise Unreadable("no_sid")
    return Accepted(reference, segments=count(pick(row, "num_segments")))


def _made(row: Any) -> datetime:
    """Raises Unreadable."""
    try:
        at = parsedate_to_datetime(word(pick(row, "date_created")))
    except ValueError:
        raise Unreadable("no_date") from None
    return at.replace(tzinfo=at.tzinfo or UTC)
