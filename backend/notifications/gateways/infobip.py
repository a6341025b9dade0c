"""Infobip: JSON, our key is messageId (messaging.md 4.10).

Sources: courier's handler and Infobip's public page on status codes; how its webhooks are signed
was not read, so they count as unsigned. Never tried on a live account. Each account has a base
address of its own.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from backend.notifications.gateways.adapter import (
    FAILED,
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
    Balance,
    Caps,
    Inbound,
    NotAccepted,
    NotFound,
    Outcome,
    Report,
    Sent,
    Sms,
)
from backend.notifications.gateways.http import Reply, Unreadable, call, get, post_json, read_json
from backend.notifications.gateways.proofs import by_status, outcome, refused, stopped, taken
from backend.notifications.gateways.reading import amount, count, items, pick, word
from backend.notifications.states import State

OK = 200
NAMES = {"1": "PENDING", "2": "UNDELIVERABLE", "3": "DELIVERED", "4": "EXPIRED", "5": "REJECTED"}
GROUPS = {
    "PENDING": taken("accepted"),
    "DELIVERED": taken("delivered"),
    "UNDELIVERABLE": refused("undeliverable"),
    "EXPIRED": refused("expired"),
}
# Within the group REJECTED: about the number or the person, hence final; the rest is the account.
REFUSED = frozenset(
    {
        "REJECTED_NETWORK",
        "REJECTED_PREFIX_MISSING",
        "REJECTED_DND",
        "REJECTED_INVALID_DESTINATION",
        "REJECTED_DESTINATION",
    }
)
REJECTED = "REJECTED"
FATES = {
    "PENDING": State.SENT,
    "DELIVERED": State.DELIVERED,
    "UNDELIVERABLE": State.UNDELIVERED,
    "REJECTED": State.UNDELIVERED,
    "EXPIRED": State.EXPIRED_AT_PROVIDER,
}


class Infobip(Asked, AskedForReports, CallsBack, HandsOnReplies):
    name = "infobip"
    caps = Caps(queryable=True, reports="push", poll_batch=20)
    needs = ("api_key", "sender", "callback_secret")

    def hand_over(self, sms: Sms) -> Outcome:
        message = {
            "sender": self.setting("sender"),  # most clients of this version; courier says "from"
            "destinations": [{"to": digits(sms.phone), "messageId": sms.key}],
            "content": {"text": sms.text},
            "webhooks": {
                "delivery": {"url": self.report_address(), "intermediateReport": True},
                "contentType": "application/json",
            },
        }
        reply = call(post_json(self.url("/sms/3/messages"), {"messages": [message]}, self._who()))
        if known := by_status(reply):
            return known
        answer = reply.json()
        if reply.status >= 400 and (pick(answer, "requestError") or pick(answer, "errorCode")):
            return NotAccepted("request refused", needs_person=True)
        return _verdict(pick(answer, "messages", 0), sms.key)

    def look_up(self, sent: Sent) -> Answer:
        found = self._logged(sent)
        if not found:
            return NotFound()
        return Accepted(sent.key, segments=count(pick(found[0], "smsCount")), cost=_cost(found[0]))

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        (one,) = sent
        return [told for row in self._logged(one) if (told := _report(row))]

    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        rows = items(pick(read_json(body), "results"))
        found = [told for row in rows if (told := _report(row))]
        if not found:
            raise Unreadable("no_reports")
        return found

    def replies_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        rows = items(pick(read_json(body), "results"))
        if not rows:
            raise Unreadable("no_messages")
        return [
            Inbound(
                phone=e164(word(pick(row, "from"))),
                text=word(pick(row, "text")),
                to=word(pick(row, "to")),
                reference=word(pick(row, "messageId")),
            )
            for row in rows
        ]

    def balance(self) -> Balance | None:
        try:
            answer = self._get("/account/1/balance", {}).json()
        except FAILED:
            return None
        money = amount(pick(answer, "balance"))
        return None if money is None else Balance(money, word(pick(answer, "currency")))

    def _logged(self, sent: Sent) -> list[Any]:
        """Its log of our key: empty is the proof that it knows of none."""
        reply = self._get("/sms/3/logs", {"messageId": sent.key})
        rows = pick(reply.json(), "results")
        if reply.status != OK or not isinstance(rows, list):
            raise Unreadable("no_log")
        return [row for row in rows if word(pick(row, "messageId")) == sent.key]

    def _get(self, path: str, query: Mapping[str, str]) -> Reply:
        return call(get(self.url(path), query, self._who()))

    def _who(self) -> dict[str, str]:
        return {"Authorization": f"App {self.setting('api_key')}"}


def _verdict(message: Any, key: str) -> Outcome:
    """The answer is acceptance; what becomes of the SMS is told later."""
    group, name = _group(message), word(pick(message, "status", "name"))
    if group == REJECTED:
        return outcome(name, {name: (refused if name in REFUSED else stopped)("rejected")})
    return outcome(group, GROUPS, Accepted(key))


def _group(row: Any) -> str:
    """By number or by name: answers have one or both."""
    number = word(pick(row, "status", "groupId"))
    return NAMES.get(number, "") or word(pick(row, "status", "groupName"))


def _report(row: Any) -> Report | None:
    key, group = word(pick(row, "messageId")), _group(row)
    return report(FATES, group, key=key, reference=key) if key and group else None


def _cost(row: Any) -> Any:
    """Its price is that of one part."""
    price = amount(pick(row, "price", "pricePerMessage"))
    return None if price is None else price * (count(pick(row, "smsCount")) or 1)
