"""OsonSMS, Tajikistan: GET, our key is its txn_id (messaging.md 4.7).

Sources: several PHP, JavaScript and C# clients; a client that quotes "OSON SMS API 2.0.2". Never
tried on a live account. The text stands in the address: nothing of ours logs addresses.
"""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from hashlib import sha256

from backend.notifications.gateways.adapter import FAILED, AskedForReports, digits, report
from backend.notifications.gateways.base import (
    Accepted,
    Balance,
    Caps,
    Outcome,
    Report,
    Sent,
    Sms,
)
from backend.notifications.gateways.http import Reply, Unreadable, call, get
from backend.notifications.gateways.proofs import by_status, outcome, stopped
from backend.notifications.gateways.reading import amount, count, pick, word
from backend.notifications.keys import new_key
from backend.notifications.states import State

TAKEN_EARLIER = 409
ERRORS = {
    "105": stopped("the account is unknown or inactive"),
    "106": stopped("wrong hash"),
}
FATES = {
    "ENROUTE": State.SENT,
    "ACCEPTED": State.SENT,
    "DELIVERED": State.DELIVERED,
    "EXPIRED": State.EXPIRED_AT_PROVIDER,
    "DELETED": State.UNDELIVERED,
    "UNDELIVERABLE": State.UNDELIVERED,
    "REJECTED": State.UNDELIVERED,
    "UNKNOWN": State.ACCEPTED,
}


class Oson(AskedForReports):
    name = "oson"
    caps = Caps(
        # One client's reading of 409; for how long a txn_id is remembered no source says.
        replay_safe=True,
        replay_window=timedelta(hours=1),
        reports="poll",
        poll_batch=20,
    )
    needs = ("login", "sender")

    def missing(self) -> list[str]:
        """Either the token of API 2.0.2 or the hash of the one before."""
        either = self.setting("token") or self.setting("hash")
        return super().missing() + ([] if either else ["token"])

    def hand_over(self, sms: Sms) -> Outcome:
        sender, phone = self.setting("sender"), digits(sms.phone)
        fields = {"from": sender, "phone_number": phone, "msg": sms.text, "txn_id": sms.key}
        reply = self._get("/sendsms_v1.php", fields, sms.key, sender, phone)
        if reply.status == TAKEN_EARLIER:
            return Accepted()
        if known := by_status(reply):
            return known
        answer = reply.json()
        if word(pick(answer, "status")) != "ok":
            return outcome(word(pick(answer, "error", "code")), ERRORS)
        parts = count(pick(answer, "smsc_msg_parts"))
        return Accepted(word(pick(answer, "msg_id")), segments=parts)

    def in_calls(self, sent: Sequence[Sent]) -> Sequence[Sequence[Sent]]:
        """It tells only by its own id."""
        return [[one] for one in sent if one.reference]

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        (one,) = sent
        fields = {"txn_id": one.key, "msg_id": one.reference}
        status = word(pick(self._get("/query_sms.php", fields, one.key).json(), "status")).upper()
        if not status:
            raise Unreadable("no_status")
        return [report(FATES, status, key=one.key, reference=one.reference)]

    def balance(self) -> Balance | None:
        key = new_key()
        try:
            answer = self._get("/check_balance.php", {"txn_id": key}, key).json()
        except FAILED:
            return None
        money = amount(pick(answer, "balance"))
        return None if money is None else Balance(money, "TJS")

    def _get(self, path: str, fields: Mapping[str, str], key: str, *signed: str) -> Reply:
        """With the token, or with the hash over txn_id, login, what is `signed`, and the secret."""
        login, token = self.setting("login"), self.setting("token")
        query = {"login": login, **fields}
        if token:
            return call(get(self.url(path), query, {"Authorization": f"Bearer {token}"}))
        text = ";".join([key, login, *signed, self.setting("hash")])
        return call(get(self.url(path), query | {"str_hash": sha256(text.encode()).hexdigest()}))
