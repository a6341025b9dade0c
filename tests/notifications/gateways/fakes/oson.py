"""OsonSMS: everything in the address, a repeated txn_id is answered with 409."""

from backend.notifications.states import State
from tests.notifications.gateways.fakes.server import PASSWORD, Answer, Fake, Fault, Got, said

CODES = {Fault.NO_MONEY: 105, Fault.ODD_CODE: 777}


class OsonFake(Fake):
    name = "oson"
    send_path = "/sendsms_v1.php"
    states = {
        State.DELIVERED: "DELIVERED",
        State.UNDELIVERED: "UNDELIVERABLE",
        State.SENT: "ENROUTE",
    }

    def account(self) -> dict[str, str]:
        return {"url": self.url, "login": "homeward", "token": PASSWORD, "sender": "Homeward"}

    def answer(self, got: Got) -> Answer:
        if got.headers.get("authorization") != f"Bearer {PASSWORD}":
            return said({"error": {"code": 106, "msg": "Incorrect hash"}}, 422)
        assert got.query["login"] == "homeward"
        match got.path:
            case self.send_path:
                return self._send(got.query)
            case "/query_sms.php":
                one = self.find(got.query["msg_id"])
                assert one is not None
                return said({"status": self.status_of(one, "ACCEPTED")})
            case _:
                return said({"balance": 120.25, "timestamp": "2026-11-24 10:00:00"})

    def _send(self, query: dict[str, str]) -> Answer:
        if self.fault in CODES:
            return said({"error": {"code": CODES[self.fault], "msg": "no"}}, 422)
        if self.find(query["txn_id"]):
            return said({"error": {"code": 108, "msg": "Duplicate txn_id"}}, 409)
        one = self.take(query["txn_id"], query["phone_number"], query["msg"])
        return said(
            {
                "status": "ok",
                "timestamp": "2026-11-24 10:00:00",
                "txn_id": one.key,
                "msg_id": one.reference,
                "smsc_msg_id": "45f22479",
                "smsc_msg_status": "success",
                "smsc_msg_parts": 1,
            }
        )
