"""SMSC (smsc.kz, smsc.ru, smsc.uz …): forms over POST, JSON answers (messaging.md 4.8).

Sources: the vendor's pages on sending and callbacks, its PHP and Python libraries, Apprise; the
signature from two documents of one project. Never tried on a live account. Its own-id field holds
31 bits, so our key is hashed into it; two messages share a number once in two thousand million,
and every question names the phone too.
"""

from collections.abc import Iterable, Mapping, Sequence
from hashlib import md5, sha1, sha256
from typing import Any

from backend.notifications.gateways.adapter import (
    FAILED,
    Asked,
    AskedForReports,
    CallsBack,
    HandsOnReplies,
    digits,
    e164,
    report,
)
from backend.notifications.gateways.base import (
    Accepted,
    Answer,
    BadCallback,
    Balance,
    Caps,
    Inbound,
    NotFound,
    Outcome,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.gateways.callbacks import same
from backend.notifications.gateways.http import Reply, Unreadable, call, post_form
from backend.notifications.gateways.proofs import (
    by_status,
    not_now,
    outcome,
    refused,
    stopped,
)
from backend.notifications.gateways.reading import amount, count, form, pick, safe_code, word
from backend.notifications.states import State

NOT_FOUND = "-3"
ERRORS = {
    "1": stopped("parameters"),
    "2": stopped("login or password"),
    "3": stopped("no money"),
    "4": not_now("our address is blocked for a while", 300),
    "5": stopped("date"),
    "6": stopped("text or sender is forbidden"),
    "7": refused("bad number"),
    "8": refused("cannot be delivered to"),
    "9": not_now("the same, or too much, at once", 60),
}
FATES = {
    "-1": State.ACCEPTED,  # waiting
    "0": State.SENT,  # passed to the operator
    "1": State.DELIVERED,
    "2": State.DELIVERED,  # read
    "3": State.EXPIRED_AT_PROVIDER,
    "20": State.UNDELIVERED,
    "22": State.UNDELIVERED,  # bad number
    "23": State.UNDELIVERED,  # forbidden
    "24": State.UNDELIVERED,  # no money
    "25": State.UNDELIVERED,  # number not available
}


class Smsc(Asked, AskedForReports, CallsBack, HandsOnReplies):
    name = "smsc"
    caps = Caps(queryable=True, reports="push", signed=True, poll_batch=20)
    needs = ("callback_secret", "signature_secret")

    def missing(self) -> list[str]:
        """Either a key, or login and password."""
        pair = self.setting("login") and self.setting("password")
        return super().missing() + ([] if self.setting("api_key") or pair else ["api_key"])

    def hand_over(self, sms: Sms) -> Outcome:
        number = number_of(sms.key)
        reply = self._post("send", [*self._text_of(sms), ("id", number), ("cost", "3")])
        if known := by_status(reply):
            return known
        answer = reply.json()
        if (code := word(pick(answer, "error_code"))) or not pick(answer, "id"):
            return outcome(code, ERRORS)
        parts, cost = count(pick(answer, "cnt")), amount(pick(answer, "cost"))
        return Accepted(number, segments=parts, cost=cost)

    def look_up(self, sent: Sent) -> Answer:
        answer = self._status_of(sent)
        match word(pick(answer, "status")):
            case "":
                return Unknown(safe_code(pick(answer, "error_code")))
            case status if status == NOT_FOUND:
                return NotFound()
            case _:
                return Accepted(number_of(sent.key))

    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        (one,) = sent
        status = word(pick(self._status_of(one), "status"))
        if status in ("", NOT_FOUND):
            return []
        return [report(FATES, status, key=one.key, reference=number_of(one.key))]

    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        told = form(body, url)
        self._refuse_unsigned(told)
        if not (told.get("id") and told.get("status")):
            raise Unreadable("no_report")
        return [report(FATES, told["status"], reference=told["id"])]

    def replies_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        """Known by the secret address alone: how these are signed no source at hand says."""
        told = form(body, url)
        if "mes" not in told:
            raise Unreadable("no_text")
        phone, to = e164(told.get("phone", "")), told.get("to", "")
        return [Inbound(phone, told["mes"], to=to, reference=told.get("id", ""))]

    def balance(self) -> Balance | None:
        return self._money("balance", [("cur", "1")], "balance")

    def price(self, sms: Sms) -> Balance | None:
        return self._money("send", [*self._text_of(sms), ("cost", "1")], "cost")

    def _money(self, command: str, fields: Iterable[tuple[str, str]], name: str) -> Balance | None:
        try:
            answer = self._post(command, fields).json()
        except FAILED:
            return None
        money = amount(pick(answer, name))
        return None if money is None else Balance(money, word(pick(answer, "currency")))

    def _text_of(self, sms: Sms) -> list[tuple[str, str]]:
        fields = [("phones", digits(sms.phone)), ("mes", sms.text)]
        sender = self.setting("sender")
        return [*fields, ("sender", sender)] if sender else fields

    def _status_of(self, sent: Sent) -> Any:
        asked = [("phone", digits(sent.phone)), ("id", number_of(sent.key))]
        return self._post("status", asked).json()

    def _post(self, command: str, fields: Iterable[tuple[str, str]]) -> Reply:
        key, login = self.setting("api_key"), self.setting("login")
        who = [("apikey", key)] if key else [("login", login), ("psw", self.setting("password"))]
        common = [*who, ("charset", "utf-8"), ("fmt", "3")]
        return call(post_form(self.url(f"/sys/{command}.php"), [*common, *fields]))

    def _refuse_unsigned(self, told: Mapping[str, str]) -> None:
        """Of `id:phone:status:secret`; SHA-1 where both are there. Raises BadCallback."""
        parts = [told.get(name, "") for name in ("id", "phone", "status")]
        text = ":".join([*parts, self.setting("signature_secret")]).encode()
        # The provider's choice, not ours: it signs with nothing better.
        wanted = sha1(text) if told.get("sha1") else md5(text)  # noqa: S324
        given = told.get("sha1") or told.get("md5") or ""
        if not self.setting("signature_secret") or not same(given.lower(), wanted.hexdigest()):
            raise BadCallback("wrong_signature")


def number_of(key: str) -> str:
    """Our key as its id: 1 to 2147483647."""
    return str(int.from_bytes(sha256(key.encode()).digest()[:4]) % 0x7FFFFFFF + 1)
