"""Twilio: Basic and forms, an answer in JSON, signed callbacks to an address of each SMS."""

from base64 import b64encode
from datetime import UTC, datetime
from email.utils import format_datetime
from hashlib import sha1
from hmac import new as hmac
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

SID = "AC0123"
ACCOUNT = f"/2010-04-01/Accounts/{SID}"
WHO = f"Basic {b64encode(f'{SID}:{PASSWORD}'.encode()).decode()}"
CODES = {Fault.BAD_NUMBER: 21211, Fault.NO_MONEY: 30002, Fault.ODD_CODE: 77777}


class TwilioFake(Fake):
    name = "twilio"
    send_path = f"{ACCOUNT}/Messages.json"
    states = {State.DELIVERED: "delivered", State.UNDELIVERED: "failed", State.SENT: "sent"}
    odd = "pondering"

    def __init__(self) -> None:
        super().__init__()
        self.callback_urls: dict[str, str] = {}

    def account(self) -> dict[str, str]:
        return {
            "url": self.url,
            "account_sid": SID,
            "auth_token": PASSWORD,
            "sender": "+12025550100",
            "callback_secret": CALLBACK_SECRET,
        }

    def answer(self, got: Got) -> Answer:
        if got.headers.get("authorization") != WHO:
            return said({"code": 20003, "status": 401}, 401)
        if got.path == self.send_path:
            return self._send(got.form()) if got.method == "POST" else self._list(got.query["To"])
        if got.path == f"{ACCOUNT}/Balance.json":
            return said({"account_sid": SID, "balance": "42.10", "currency": "USD"})
        one = self.find(got.path.rpartition("/")[2].removesuffix(".json"))
        return said(self._row(one)) if one else said({"code": 20404, "status": 404}, 404)

    def _send(self, fields: dict[str, str]) -> Answer:
        if self.fault in CODES:
            return said({"code": CODES[self.fault], "message": "no", "status": 400}, 400)
        assert fields["From"] == "+12025550100"
        one = self.take("", fields["To"], fields["Body"])
        self.callback_urls[one.reference] = fields["StatusCallback"]
        return said(self._row(one), 201)

    def _list(self, to: str) -> Answer:
        rows = [self._row(one) for one in reversed(self.taken) if one.phone == to]
        return said({"messages": rows, "next_page_uri": None})

    def _row(self, one: Taken) -> dict[str, object]:
        return {
            "sid": one.reference,
            "to": one.phone,
            "body": one.text,
            "status": self.status_of(one, "queued"),
            "num_segments": "1",
            "date_created": format_datetime(datetime.now(UTC)),
        }

    def report(self, one: Taken, status: str) -> Callback:
        fields = {"MessageSid": one.reference, "MessageStatus": status, "To": one.phone}
        return _signed(fields, self.callback_urls[one.reference])

    def unsigned(self, callback: Callback) -> Callback:
        return Callback(callback.body + b"&More=1", callback.headers, callback.url)

    def reply(self, phone: str, text: str) -> Callback:
        fields = {"MessageSid": "SM77", "From": phone, "To": "+12025550100", "Body": text}
        return _signed(fields, address(self.name, CALLBACK_SECRET, "inbound"))


def _signed(fields: dict[str, str], url: str) -> Callback:
    text = url + "".join(name + fields[name] for name in sorted(fields))
    sign = b64encode(hmac(PASSWORD.encode(), text.encode(), sha1).digest()).decode()
    kind = "application/x-www-form-urlencoded; charset=UTF-8"
    headers = {"Content-Type": kind, "X-Twilio-Signature": sign}
    return Callback(urlencode(fields).encode(), headers, url)
