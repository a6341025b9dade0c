"""PlayMobile: Basic and JSON, an answer in plain text, replies as XML."""

import json
from base64 import b64encode
from xml.sax.saxutils import escape

from backend.notifications.gateways.callbacks import address
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

WHO = f"Basic {b64encode(f'homeward:{PASSWORD}'.encode()).decode()}"
CODES = {Fault.BAD_NUMBER: 202, Fault.NO_MONEY: 102, Fault.ODD_CODE: 777}


class PlayMobileFake(Fake):
    name = "playmobile"
    send_path = "/broker-api/send"
    states = {State.DELIVERED: "Delivered", State.UNDELIVERED: "Failed", State.SENT: "Transmitted"}

    def account(self) -> dict[str, str]:
        return {
            "url": f"{self.url}/broker-api",
            "login": "homeward",
            "password": PASSWORD,
            "sender": "3700",
            "callback_secret": CALLBACK_SECRET,
        }

    def answer(self, got: Got) -> Answer:
        if got.headers.get("authorization") != WHO:
            return Answer(401)
        return self._send(got) if got.path == self.send_path else self._status(got)

    def _send(self, got: Got) -> Answer:
        if self.fault in CODES:
            said_so = {"error-code": CODES[self.fault], "error-description": "no"}
            return said(said_so, 400)
        (message,) = got.json()["messages"]
        assert message["sms"]["originator"] == "3700"
        text = message["sms"]["content"]["text"]
        self.take(message["message-id"], message["recipient"], text)
        return Answer(200, b"Request is received")

    def _status(self, got: Got) -> Answer:
        found = [self.find(key) for key in got.json()["message-id"]]
        return said({"messages": [self._row(one) for one in found if one]})

    def _row(self, one: Taken) -> dict[str, str]:
        return {"message-id": one.key, "status": self.status_of(one, "NotDelivered")}

    def report(self, one: Taken, status: str) -> Callback:
        return Callback(
            json.dumps({"messages": [{"message-id": one.key, "status": status}]}).encode(),
            {"Content-Type": "application/json"},
            address(self.name, CALLBACK_SECRET, "reports"),
        )

    def reply(self, phone: str, text: str) -> Callback:
        message = (
            f'<message id="77" msisdn="{phone[1:]}" submit-date="2026-11-24 10:00:00">'
            f'<content type="text/plain">{escape(text)}</content></message>'
        )
        return Callback(
            f"<sms-request>{message}</sms-request>".encode(),
            {"Content-Type": "text/xml"},
            address(self.name, CALLBACK_SECRET, "inbound"),
        )
