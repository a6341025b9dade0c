"""Mobizon: forms, an envelope with a code, nothing of ours to know an SMS by."""

from backend.notifications.states import State
from tests.notifications.gateways.fakes.server import PASSWORD, Answer, Fake, Fault, Got, said

REFUSALS = {
    Fault.BAD_NUMBER: {"code": 1, "data": {"recipient": "Invalid number"}, "message": "no"},
    Fault.NO_MONEY: {"code": 12, "data": [], "message": "no money"},
    Fault.ODD_CODE: {"code": 100, "data": 77, "message": "in the background"},
}


class MobizonFake(Fake):
    name = "mobizon"
    send_path = "/service/message/sendSmsMessage"
    states = {State.DELIVERED: "DELIVRD", State.UNDELIVERED: "UNDELIV", State.SENT: "ACCEPTD"}

    def account(self) -> dict[str, str]:
        return {"url": self.url, "api_key": PASSWORD, "sender": "Homeward"}

    def answer(self, got: Got) -> Answer:
        fields = got.form()
        assert (fields["output"], fields["api"]) == ("json", "v1")
        assert PASSWORD not in str(got.query)
        if fields["apiKey"] != PASSWORD:
            return said({"code": 8, "data": [], "message": "wrong key"})
        match got.path.split("/")[-1]:
            case "sendSmsMessage":
                return self._send(fields)
            case "getSMSStatus":
                return self._status(fields["ids"].split(","))
            case _:
                return said({"code": 0, "data": {"balance": "4043.0656", "currency": "KZT"}})

    def _send(self, fields: dict[str, str]) -> Answer:
        if self.fault in REFUSALS:
            return said(REFUSALS[self.fault])
        one = self.take("", fields["recipient"], fields["text"])
        data = {"campaignId": "9", "messageId": one.reference, "status": 2}
        return said({"code": 0, "data": data, "message": ""})

    def _status(self, ids: list[str]) -> Answer:
        rows = [
            {"id": one.reference, "status": self.status_of(one, "NEW"), "segNum": str(self.parts)}
            for one in map(self.find, ids)
            if one
        ]
        return said({"code": 0, "data": rows, "message": ""})
