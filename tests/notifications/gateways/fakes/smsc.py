"""SMSC: forms and JSON, its own numbers for our keys, signed reports."""

from hashlib import sha1
from urllib.parse import urlencode

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

CODES = {Fault.BAD_NUMBER: 7, Fault.NO_MONEY: 3, Fault.ODD_CODE: 77}
LARGEST_ID = 2**31 - 1


class SmscFake(Fake):
    name = "smsc"
    send_path = "/sys/send.php"
    states = {State.DELIVERED: "1", State.UNDELIVERED: "20", State.SENT: "0"}
    odd = "77"

    def account(self) -> dict[str, str]:
        return {
            "url": self.url,
            "api_key": PASSWORD,
            "sender": "Homeward",
            "callback_secret": CALLBACK_SECRET,
            "signature_secret": f"signs-{PASSWORD}",
        }

    def answer(self, got: Got) -> Answer:
        fields = got.form()
        assert (fields["fmt"], fields["charset"]) == ("3", "utf-8")
        if fields["apikey"] != PASSWORD:
            return said({"error": "authorise error", "error_code": 2})
        match got.path:
            case self.send_path:
                return self._send(fields)
            case "/sys/status.php":
                one = self.find(fields["id"])
                if one is None or one.phone != f"+{fields['phone']}":
                    return said({"status": -3})
                return said({"status": int(self.status_of(one, "-1"))})
            case _:
                return said({"balance": "250.75", "currency": "KZT"})

    def _send(self, fields: dict[str, str]) -> Answer:
        if self.fault in CODES:
            return said({"error": "no", "error_code": CODES[self.fault]})
        if fields["cost"] == "1":
            return said({"cost": "12.50", "cnt": 1})
        assert 1 <= int(fields["id"]) <= LARGEST_ID
        self.take(fields["id"], fields["phones"], fields["mes"])
        return said({"id": int(fields["id"]), "cnt": 1, "cost": "12.50", "balance": "250.75"})

    def report(self, one: Taken, status: str) -> Callback:
        return self._signed({"id": one.key, "phone": one.phone[1:], "status": status, "err": "0"})

    def _signed(self, fields: dict[str, str]) -> Callback:
        parts = [fields["id"], fields["phone"], fields["status"], f"signs-{PASSWORD}"]
        sign = sha1(":".join(parts).encode()).hexdigest()  # noqa: S324
        return Callback(
            urlencode(fields | {"sha1": sign}).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
            address(self.name, CALLBACK_SECRET, "reports", charset="utf-8", sha1=""),
        )

    def unsigned(self, callback: Callback) -> Callback:
        body = callback.body.rpartition(b"sha1=")[0] + b"sha1=" + b"0" * 40
        return Callback(body, callback.headers, callback.url)

    def reply(self, phone: str, text: str) -> Callback:
        fields = {"id": "77", "phone": phone[1:], "mes": text, "to": "7777"}
        return Callback(
            urlencode(fields).encode(),
            {"Content-Type": "application/x-www-form-urlencoded"},
            address(self.name, CALLBACK_SECRET, "inbound", charset="utf-8"),
        )
