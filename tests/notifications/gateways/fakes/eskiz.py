"""Eskiz: a token for e-mail and password, batches of JSON, pushes without a signature."""

import json

from backend.notifications.states import State
from tests.notifications.gateways.fakes.server import (
    CALLBACK_SECRET,
    PASSWORD,
    Answer,
    Callback,
    Fake,
    Fault,
    Got,
    Taken,
    said,
)

REFUSALS = {
    Fault.BAD_NUMBER: {"messages.0.to": ["The messages.0.to format is invalid."]},
    Fault.NO_MONEY: "Balans yetarli emas",
}


class EskizFake(Fake):
    name = "eskiz"
    send_path = "/api/message/sms/send-batch"
    states = {State.DELIVERED: "DELIVRD", State.UNDELIVERED: "REJECTD", State.SENT: "ACCEPTED"}

    def __init__(self) -> None:
        super().__init__()
        self.tokens: list[str] = []
        self.sign_ins = self.renewals = 0
        self.callback_url = ""

    def account(self) -> dict[str, str]:
        return {
            "url": f"{self.url}/api",
            "email": "office@example.org",
            "password": PASSWORD,
            "sender": "4546",
            "callback_secret": CALLBACK_SECRET,
        }

    def answer(self, got: Got) -> Answer:
        if got.path == "/api/auth/login":
            return self._sign_in(got.form())
        if got.headers.get("authorization") not in [f"Bearer {one}" for one in self.tokens]:
            return said({"message": "Token expired"}, 401)
        match got.path.split("/")[-1]:
            case "refresh":
                self.renewals += 1
                return self._new_token()
            case "send-batch":
                return self._send(got)
            case "get-user-messages":
                return self._history(got)
            case "get-limit":
                return said({"data": {"balance": 4321.5}, "status": "success"})
            case reference:
                return said({"status": "success", "data": self._row(self.find(reference))})

    def _sign_in(self, fields: dict[str, str]) -> Answer:
        if (fields["email"], fields["password"]) != ("office@example.org", PASSWORD):
            return said({"message": "Invalid credentials"}, 401)
        self.sign_ins += 1
        return self._new_token()

    def _new_token(self) -> Answer:
        self.tokens = [f"token-{self.sign_ins}-{self.renewals}-{PASSWORD}"]
        return said({"message": "token_generated", "data": {"token": self.tokens[0]}})

    def _send(self, got: Got) -> Answer:
        if self.fault in REFUSALS:
            return said({"status": "error", "message": REFUSALS[self.fault]}, 400)
        if self.fault is Fault.ODD_CODE:
            return said({"id": "ref", "status": ["mystery"]})
        batch = got.json()
        (message,) = batch["messages"]
        self.callback_url = batch["callback_url"]
        one = self.take(message["user_sms_id"], message["to"], message["text"])
        return said({"id": one.reference, "message": "Waiting", "status": ["waiting"]})

    def _history(self, got: Got) -> Answer:
        asked = got.json()
        assert asked["start_date"] < asked["end_date"]
        rows = [self._row(one) for one in self.taken]
        first = (int(got.query["page"]) - 1) * asked["page_size"]
        return said({"data": {"result": rows[first : first + asked["page_size"]]}})

    def _row(self, one: Taken | None) -> dict[str, object]:
        assert one is not None
        return {
            "user_sms_id": one.key,
            "request_id": one.reference,
            "status": self.status_of(one, "NEW"),
            "parts_count": self.parts,
            "price": 95,
        }

    def report(self, one: Taken, status: str) -> Callback:
        told = {
            "request_id": one.reference,
            "message_id": "4385062",
            "user_sms_id": one.key,
            "country": "UZ",
            "phone_number": one.phone[1:],
            "sms_count": str(self.parts),
            "status": status,
            "status_date": "2026-11-24 00:39:36",
        }
        return Callback(
            json.dumps(told).encode(), {"Content-Type": "application/json"}, self.callback_url
        )
