"""Mobizon, Kazakhstan: forms over POST, no key of ours, reports by polling (messaging.md 4.6).

Sources: the vendor's page on messages, a strict TypeScript adapter (codes), C# and JavaScript
clients (balance, statuses). Never tried on a live account. The API key travels in the body:
an address lands in logs. A lost answer stays unknown: there is nothing to ask by.
"""

from collections.abc import Sequence
from typing import Any

from backend.notifications.gateways.adapter import FAILED, AskedForReports, digits, report
from backend.notifications.gateways.base import (
    Accepted,
    Balance,
    Caps,
    Outcome,
    Rejected,
    Report,
    Sent,
    Sms,
)
from backend.notifications.gateways.http import Unreadable, call, post_form
from backend.notifications.gateways.proofs import by_status, outcome, stopped, taken
from backend.notifications.gateways.reading import amount, count, items, pick, word
from backend.notifications.states import State

# The adapter's list of refusals. Which of them are final no source says, so the message waits and
# a person is called; only a complaint about the number (below) is final.
REFUSALS = ("1", "2", "4", "5", "6", "8", "9", "11", "12", "13", "14", "30", "99")
SEND = {"0": taken("accepted"), **{code: stopped("refused") for code in REFUSALS}}
INVALID = "1"
NUMBER_FIELD = "recipient"

FATES = {
    "NEW": State.ACCEPTED,
    "ENQUEUD": State.ACCEPTED,
    "ACCEPTD": State.SENT,
    "PDLIVRD": State.SENT,  # some parts only
    "DELIVRD": State.DELIVERED,
    "UNDELIV": State.UNDELIVERED,
    "REJECTD": State.UNDELIVERED,
    "DELETED": State.UNDELIVERED,
    "EXPIRED": State.EXPIRED_AT_PROVIDER,
}


class Mobizon(AskedForReports):
    name = "mobizon"
    caps = Caps(reports="poll", poll_batch=100)
    needs = ("api_key",)

    def hand_over(self, sms: Sms) -> Outcome:
        fields = {"recipient": digits(sms.phone), "text": sms.text}
        if sender := self.setting("sender"):
            fields["from"] = sender
        reply = call(self._request("message/sendSmsMessage", fields))
        if known := by_status(reply):
            return known
        answer = reply.json()
        code, reference = word(pick(answer, "code")), word(pick(answer, "data", "messageId"))
        if code == INVALID and pick(answer, "data", NUMBER_FIELD):
            return Rejected("1 bad number")
        if code == "0" and not reference:
            raise Unreadable("no_message_id")
        return outcome(code, SEND, Accepted(reference))

    def in_calls(self, sent: Sequence[Sent]) -> Sequence[Sequence[Sent]]:
        named = [one for one in sent if one.reference]
        return [named] if named else []

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        ids = ",".join(one.reference for one in sent)
        answer = call(self._request("message/getSMSStatus", {"ids": ids})).json()
        keys = {one.reference: one.key for one in sent}
        rows = [
            (word(pick(row, "id")), word(pick(row, "status")), count(pick(row, "segNum")))
            for row in _rows(answer)
        ]
        return [
            report(FATES, status, key=keys[reference], reference=reference, segments=segments)
            for reference, status, segments in rows
            if reference in keys and status
        ]

    def balance(self) -> Balance | None:
        try:
            answer = call(self._request("user/getOwnBalance", {})).json()
        except FAILED:
            return None
        money = amount(pick(answer, "data", "balance"))
        return None if money is None else Balance(money, word(pick(answer, "data", "currency")))

    def _request(self, method: str, fields: dict[str, str]) -> Any:
        common = {"apiKey": self.setting("api_key"), "output": "json", "api": "v1"}
        return post_form(self.url(f"/service/{method}"), (common | fields).items())


def _rows(answer: Any) -> list[Any]:
    if word(pick(answer, "code")) != "0":
        raise Unreadable("no_statuses")
    return items(pick(answer, "data"))
