"""Infobip: a key and JSON, groups of statuses, results in lists."""

import json

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

STATUSES = {
    Fault.BAD_NUMBER: ("REJECTED", "REJECTED_DESTINATION"),
    Fault.NO_MONEY: ("REJECTED", "REJECTED_NOT_ENOUGH_CREDITS"),
    Fault.ODD_CODE: ("PONDERING", "PONDERING_DEEPLY"),
}


class InfobipFake(Fake):
    name = "infobip"
    send_path = "/sms/3/messages"
    states = {
        State.DELIVERED: "DELIVERED",
        State.UNDELIVERED: "UNDELIVERABLE",
        State.EXPIRED_AT_PROVIDER: "EXPIRED",
    }

    def account(self) -> dict[str, str]:
        return {
            "url": self.url,
            "api_key": PASSWORD,
            "sender": "Homeward",
            "callback_secret": CALLBACK_SECRET,
        }

    def answer(self, got: Got) -> Answer:
        if got.headers.get("authorization") != f"App {PASSWORD}":
            return said({"requestError": {"serviceException": {"messageId": "UNAUTHORIZED"}}}, 401)
        match got.path:
            case self.send_path:
                return self._send(got)
            case "/sms/3/logs":
                one = self.find(got.query["messageId"])
                rows = [self._row(one, self.status_of(one, "PENDING"))] if one else []
                return said({"results": rows})
            case _:
                return said({"balance": 47.79, "currency": "EUR"})

    def _send(self, got: Got) -> Answer:
        (message,) = got.json()["messages"]
        (to,) = message["destinations"]
        group, name = STATUSES.get(self.fault, ("PENDING", "PENDING_ACCEPTED"))
        if self.fault not in STATUSES:
            self.take(to["messageId"], to["to"], message["content"]["text"])
        status: dict[str, object] = {"name": name, "id": 26}
        status |= {"groupId": 1} if group == "PENDING" else {"groupName": group}
        row = {"messageId": to["messageId"], "status": status, "destination": to["to"]}
        return said({"bulkId": "b1", "messages": [row]})

    def _row(self, one: Taken, group: str) -> dict[str, object]:
        return {
            "messageId": one.key,
            "to": one.phone[1:],
            "status": {"groupId": 99, "groupName": group, "name": f"{group}_SOMEHOW"},
            "smsCount": 2,
            "price": {"pricePerMessage": 0.01, "currency": "EUR"},
        }

    def report(self, one: Taken, status: str) -> Callback:
        return _posted({"results": [self._row(one, status)]}, "reports")

    def reply(self, phone: str, text: str) -> Callback:
        row = {"messageId": "77", "from": phone[1:], "to": "7777", "text": text}
        return _posted({"results": [row]}, "inbound")


def _posted(data: object, what: str) -> Callback:
    return Callback(
        json.dumps(data).encode(),
        {"Content-Type": "application/json"},
        address("infobip", CALLBACK_SECRET, "reports" if what == "reports" else "inbound"),
    )
