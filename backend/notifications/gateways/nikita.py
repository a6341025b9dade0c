"""Nikita SMSPro, Kyrgyzstan: XML over POST, our key is its id (messaging.md 4.4).

Sources: two independent C# clients (taalaibekdev/SmsProNikita, dgolovachev/SmsProNikita). Never
tried on a live account. Credentials travel in the body.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from xml.etree.ElementTree import Element

from backend.notifications.encoding import segments
from backend.notifications.gateways.adapter import (
    FAILED,
    Asked,
    AskedForReports,
    CallsBack,
    digits,
    report,
)
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    Balance,
    Caps,
    NotFound,
    Outcome,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.gateways.http import Request, Unreadable, call
from backend.notifications.gateways.proofs import (
    by_status,
    outcome,
    refused,
    stopped,
    taken,
    unsure,
)
from backend.notifications.gateways.reading import (
    amount,
    child_text,
    children,
    count,
    safe_code,
    to_xml,
    xml,
)
from backend.notifications.states import State

INFO = "http://Giper.mobi/schema/Info"

SEND = {
    "0": taken("accepted"),
    "1": refused("format"),
    "2": stopped("login or password"),
    "3": stopped("our address is not allowed"),
    "4": stopped("no money"),
    "5": stopped("sender not approved"),
    "6": refused("stop words"),
    "7": refused("bad number"),
    "8": refused("bad time"),
    # The older client: blocked as spam; the newer: timed out, repeat with the same id.
    "9": unsure("timed out, or spam"),
    # An id is never used for two messages, so what was taken earlier is this one.
    "10": taken("repeated id"),
    "11": stopped("the account is in test mode"),
}
FATES = {
    "0": State.ACCEPTED,  # queued
    "1": State.SENT,  # passed to the operator
    "2": State.UNDELIVERED,  # rejected
    "3": State.DELIVERED,
    "4": State.UNDELIVERED,
    "5": State.UNDELIVERED,  # no money
    "6": State.ACCEPTED,  # unknown
    "7": State.ACCEPTED,  # the operator never reported
}


class Nikita(Asked, AskedForReports, CallsBack):
    name = "nikita"
    caps = Caps(
        # Documented; for how long an id is remembered is not.
        replay_safe=True,
        replay_window=timedelta(hours=1),
        queryable=True,
        reports="push",
        poll_batch=20,
    )
    needs = ("login", "password", "sender", "callback_secret")

    def hand_over(self, sms: Sms) -> Outcome:
        reply = call(
            self._request(
                "/api/message",
                "message",
                {
                    "id": sms.key,
                    "sender": self.setting("sender"),
                    "text": sms.text,
                    "phones": {"phone": digits(sms.phone)},
                },
            )
        )
        if known := by_status(reply):
            return known
        answer = xml(reply.body, "response")
        accepted = Accepted(sms.key, segments=count(child_text(answer, "smscnt")))
        return outcome(child_text(answer, "status"), SEND, accepted)

    def look_up(self, sent: Sent) -> Answer:
        answer = self._report_of(sent)
        match child_text(answer, "status"):
            case "0":
                return Accepted(sent.key)
            case "4":
                return NotFound()
            case code:
                return Unknown(safe_code(code))

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        (one,) = sent
        answer = self._report_of(one)
        return _reports(answer, one.key) if child_text(answer, "status") == "0" else []

    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        document = xml(body, "report")
        found = [one for dr in children(document, "dr") for one in _reports(dr, _id(dr))]
        if not found:
            raise Unreadable("no_reports")
        return found

    def balance(self) -> Balance | None:
        money = self._account("account")
        return None if money is None else Balance(money, "KGS")

    def price(self, sms: Sms) -> Balance | None:
        each = self._account("smsprice")
        return None if each is None else Balance(each * segments(sms.text), "KGS")

    def _account(self, name: str) -> Any:
        """An amount of the account, None if it does not answer."""
        try:
            reply = call(self._request("/api/info", "info", {}, INFO))
            answer = xml(reply.body, "response")
        except FAILED:
            return None
        return amount(child_text(answer, name)) if child_text(answer, "status") == "0" else None

    def _report_of(self, sent: Sent) -> Element:
        asked = {"id": sent.key, "phone": digits(sent.phone)}
        return xml(call(self._request("/api/dr", "dr", asked)).body, "response")

    def _request(
        self, path: str, root: str, fields: Mapping[str, Any], namespace: str = ""
    ) -> Request:
        who = {"login": self.setting("login"), "pwd": self.setting("password")}
        kind = {"Content-Type": "application/xml; charset=utf-8"}
        return Request("POST", self.url(path), kind, to_xml(root, {**who, **fields}, namespace))


def _id(dr: Element) -> str:
    if not (found := child_text(dr, "id")):
        raise Unreadable("no_id")
    return found


def _reports(parent: Element, key: str) -> list[Report]:
    """One for each phone; ours has one phone a message."""
    statuses = [child_text(phone, "report") for phone in children(parent, "phone")]
    return [report(FATES, status, key=key, reference=key) for status in statuses if status]
