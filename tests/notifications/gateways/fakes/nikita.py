"""Nikita: XML both ways, a repeated id is blocked with 10, pushes carry no signature."""

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
)

CODES = {Fault.BAD_NUMBER: "7", Fault.NO_MONEY: "4", Fault.ODD_CODE: "77"}
SCHEMA = "http://Giper.mobi/schema"


class NikitaFake(Fake):
    name = "nikita"
    send_path = "/api/message"
    states = {State.DELIVERED: "3", State.UNDELIVERED: "2", State.SENT: "1"}
    odd = "42"

    def account(self) -> dict[str, str]:
        return {
            "url": self.url,
            "login": "homeward",
            "password": PASSWORD,
            "sender": "Homeward",
            "callback_secret": CALLBACK_SECRET,
        }

    def answer(self, got: Got) -> Answer:
        assert got.headers["content-type"] == "application/xml; charset=utf-8"
        roots = {"/api/message": "message", "/api/dr": "dr", "/api/info": "info"}
        fields = got.xml(roots[got.path])
        if (fields["login"], fields["pwd"]) != ("homeward", PASSWORD):
            return _response("<status>2</status>")
        return {
            "/api/message": self._message,
            "/api/dr": self._report,
            "/api/info": self._info,
        }[got.path](fields)

    def _message(self, fields: dict[str, str]) -> Answer:
        if self.fault in CODES:
            return _response(f"<status>{CODES[self.fault]}</status>")
        if self.find(fields["id"]):
            return _response("<status>10</status>")
        self.take(fields["id"], fields["phone"], fields["text"])
        return _response(f"<id>{fields['id']}</id><status>0</status><smscnt>2</smscnt>", "Message")

    def _report(self, fields: dict[str, str]) -> Answer:
        one = self.find(fields["id"])
        if one is None or one.phone != f"+{fields['phone']}":
            return _response("<status>4</status>")
        return _response(f"<status>0</status>{_phone(one, self.status_of(one, '0'))}")

    def _info(self, fields: dict[str, str]) -> Answer:
        money = "<account>1500.50</account><smsprice>0.90</smsprice>"
        return _response(f"<status>0</status><state>0</state>{money}", "Info")

    def report(self, one: Taken, status: str) -> Callback:
        dr = f"<dr><id>{one.key}</id>{_phone(one, status)}</dr>"
        body = f'<?xml version="1.0"?><report xmlns="{SCHEMA}/DeliveryReport">{dr}</report>'
        return Callback(
            body.encode(),
            {"Content-Type": "text/xml"},
            address(self.name, CALLBACK_SECRET, "reports"),
        )


def _phone(one: Taken, status: str) -> str:
    return f"<phone><number>{one.phone[1:]}</number><report>{status}</report></phone>"


def _response(inner: str, schema: str = "") -> Answer:
    """With a namespace or without, as the real one does."""
    space = f' xmlns="{SCHEMA}/{schema}"' if schema else ""
    return Answer(200, f'<?xml version="1.0"?><response{space}>{inner}</response>'.encode())
