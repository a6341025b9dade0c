"""Eskiz, Uzbekistan: JSON with a token, our key is user_sms_id (messaging.md 4.5).

Sources: the OpenAPI text in iota-uz/eskiz (transcribed from the vendor's collection),
eskiz-sms, eskiz-pkg and a JavaScript client. Never tried on a live account. Only the batch call
takes an id of ours, so each SMS is a batch of one. Texts must match a template that Eskiz has
approved.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from backend.notifications.gateways import eskiz_token
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
    NotAccepted,
    NotFound,
    Outcome,
    Rejected,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.gateways.http import (
    Reply,
    Request,
    Unreadable,
    call,
    get,
    post_json,
    read_json,
)
from backend.notifications.gateways.proofs import by_status
from backend.notifications.gateways.reading import amount, count, items, pick, word
from backend.notifications.states import State

UNAUTHORISED = 401
# Of the batch, as documented ("waiting") and as one client's tests have it.
TAKEN = frozenset({"waiting", "accepted", "success"})
FATES = {
    "NEW": State.ACCEPTED,
    "STORED": State.ACCEPTED,
    "ACCEPTED": State.SENT,
    "ENROUTE": State.SENT,
    "PARTDELIVERED": State.SENT,
    "DELIVERED": State.DELIVERED,
    "DELIVRD": State.DELIVERED,  # a part; the whole if there is one only
    "UNDELIV": State.UNDELIVERED,
    "UNDELIVERABLE": State.UNDELIVERED,
    "REJECTED": State.UNDELIVERED,
    "REJECTD": State.UNDELIVERED,
    "DELETED": State.UNDELIVERED,
    "EXPIRED": State.EXPIRED_AT_PROVIDER,
    "UNKNOWN": State.ACCEPTED,
}
# Its history is asked for by wall clock, of Tashkent or of UTC, the sources do not say: both.
ZONE = ZoneInfo("Asia/Tashkent")
AROUND = timedelta(minutes=10)
ROWS, PAGES = 200, 10


class Eskiz(Asked, AskedForReports, CallsBack):
    name = "eskiz"
    caps = Caps(queryable=True, reports="push", poll_batch=20)
    needs = ("email", "password", "sender", "callback_secret")

    def hand_over(self, sms: Sms) -> Outcome:
        batch = {
            "messages": [{"user_sms_id": sms.key, "to": digits(sms.phone), "text": sms.text}],
            "from": self.setting("sender"),
            "dispatch_id": 1,
            "callback_url": self.report_address(),
        }
        reply = self._with_token(post_json(self.url("/message/sms/send-batch"), batch))
        if known := by_status(reply):
            return known
        answer = reply.json()
        if reply.status >= 400 and word(pick(answer, "status")) == "error":
            return _refusal(pick(answer, "message"))
        reference, status = word(pick(answer, "id")), word(pick(answer, "status", 0))
        if reference and status in TAKEN:
            return Accepted(reference)
        raise Unreadable("other_answer")

    def look_up(self, sent: Sent) -> Answer:
        for page in range(1, PAGES + 1):
            rows = self._history(sent, page)
            for row in rows:
                if word(pick(row, "user_sms_id")) == sent.key:
                    parts = count(pick(row, "parts_count"))
                    return Accepted(word(pick(row, "request_id")), segments=parts, cost=_cost(row))
            if len(rows) < ROWS:
                return NotFound()
        return Unknown("too_many_to_look_through")

    def in_calls(self, sent: Sequence[Sent]) -> Sequence[Sequence[Sent]]:
        return [[one] for one in sent if one.reference]

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        (one,) = sent
        request = get(self.url(f"/message/sms/status_by_id/{one.reference}"), {})
        row = pick(self._with_token(request).json(), "data")
        return [_report(row, one.reference, pick(row, "parts_count"))]

    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        told = read_json(body)
        return [_report(told, word(pick(told, "request_id")), pick(told, "sms_count"))]

    def balance(self) -> Balance | None:
        try:
            answer = self._with_token(get(self.url("/user/get-limit"), {})).json()
        except FAILED:
            return None
        money = amount(pick(answer, "data", "balance"))
        return None if money is None else Balance(money, "UZS")

    def _history(self, sent: Sent, page: int) -> list[Any]:
        """One page of what was sent around that time."""
        as_utc, as_local = sent.since - AROUND, sent.since.astimezone(ZONE) + AROUND
        asked = {
            "start_date": f"{as_utc:%Y-%m-%d %H:%M}",
            "end_date": f"{as_local:%Y-%m-%d %H:%M}",
            "page_size": ROWS,
            "count": 0,
        }
        url = self.url(f"/message/sms/get-user-messages?page={page}")
        reply = self._with_token(post_json(url, asked))
        rows = pick(reply.json(), "data", "result")
        if reply.status != 200 or not isinstance(rows, list):
            raise Unreadable("no_history")
        return items(rows)

    def _with_token(self, request: Request) -> Reply:
        """A 401 proves that nothing was done: one new token, then the same once more."""
        reply = self._call(request)
        return self._call(request) if reply.status == UNAUTHORISED else reply

    def _call(self, request: Request) -> Reply:
        url, email = self.url(""), self.setting("email")
        token = eskiz_token.token(url, email, self.setting("password"))
        headers = {**request.headers, "Authorization": f"Bearer {token}"}
        reply = call(Request(request.method, request.url, headers, request.body))
        if reply.status == UNAUTHORISED:
            eskiz_token.forget(url, email, token)
        return reply


def _refusal(message: Any) -> Outcome:
    """Final only where it names the number; templates, names and money are for a person."""
    named = " ".join(message) if isinstance(message, dict) else ""
    if named.endswith(".to") or "phone" in named:
        return Rejected("bad number")
    return NotAccepted("refused", needs_person=True)


def _report(row: Any, reference: str, parts: Any) -> Report:
    """Raises Unreadable."""
    key, status = word(pick(row, "user_sms_id")), word(pick(row, "status")).upper()
    if not status or not (key or reference):
        raise Unreadable("no_report")
    if status == "DELIVRD" and count(parts) != 1:
        return Report(State.SENT, key, reference, status, segments=count(parts))
    return report(FATES, status, key=key, reference=reference, segments=count(parts))


def _cost(row: Any) -> Any:
    """`price` is that of one part."""
    price = amount(pick(row, "price"))
    return None if price is None else price * count(pick(row, "parts_count"))
