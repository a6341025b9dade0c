"""What the adapters of all HTTP gateways share: settings, and errors turned into outcomes."""

import logging
from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar

from django.conf import settings

from backend.notifications.gateways import callbacks
from backend.notifications.gateways.base import (
    CALL_SECONDS,
    Answer,
    BadCallback,
    Caps,
    Inbound,
    NotAccepted,
    Outcome,
    Report,
    Sent,
    Sms,
    Unknown,
)
from backend.notifications.gateways.deadline import within
from backend.notifications.gateways.http import Lost, NotSent, Unreadable
from backend.notifications.gateways.reading import safe_code
from backend.notifications.states import State

logger = logging.getLogger(__name__)

FAILED = (NotSent, Lost, Unreadable)


class HttpGateway(ABC):
    """An account at a provider. Everything of it is read at each call from SMS_GATEWAYS[name]."""

    name: str
    caps: Caps
    needs: ClassVar[tuple[str, ...]]

    def setting(self, key: str) -> str:
        return str(settings.SMS_GATEWAYS.get(self.name, {}).get(key, ""))

    def missing(self) -> list[str]:
        """The settings without which it cannot work."""
        return [key for key in ("url", *self.needs) if not self.setting(key)]

    def url(self, path: str) -> str:
        return f"{self.setting('url').rstrip('/')}{path}"

    def send(self, sms: Sms) -> Outcome:
        """Hand over one SMS within CALL_SECONDS, all calls it takes together."""
        if self.missing():
            return NotAccepted("not_configured", needs_person=True)
        try:
            with within(CALL_SECONDS):
                return self.hand_over(sms)
        except NotSent as error:
            return NotAccepted(str(error), needs_person=error.needs_person)
        except (Lost, Unreadable) as error:
            return Unknown(str(error))

    @abstractmethod
    def hand_over(self, sms: Sms) -> Outcome:
        """One send. May raise NotSent, Lost or Unreadable."""


class Asked(HttpGateway):
    """Can be asked whether it took an SMS."""

    def query(self, sent: Sent) -> Answer:
        try:
            with within(CALL_SECONDS):
                return self.look_up(sent)
        except FAILED as error:
            return Unknown(str(error))

    @abstractmethod
    def look_up(self, sent: Sent) -> Answer:
        """One question. May raise NotSent, Lost or Unreadable."""


class AskedForReports(HttpGateway):
    """Can be asked what became of SMS."""

    def poll(self, sent: Sequence[Sent]) -> Sequence[Report]:
        """The news of the first `caps.poll_batch`; what cannot be told now is left out."""
        reports: list[Report] = []
        try:
            with within(CALL_SECONDS):
                for some in self.in_calls(sent[: self.caps.poll_batch]):
                    reports += self.fates(some)
        except FAILED as error:
            logger.warning("Gateway %s did not tell what became of SMS: %s", self.name, error)
        return reports

    def in_calls(self, sent: Sequence[Sent]) -> Sequence[Sequence[Sent]]:
        """What to ask in one call each: one by one, unless a gateway takes more."""
        return [[one] for one in sent]

    @abstractmethod
    def fates(self, sent: Sequence[Sent]) -> Sequence[Report]:
        """One call. May raise NotSent, Lost or Unreadable."""


class CallsBack(HttpGateway):
    """Calls us with reports, at the address that `report_address` gives."""

    def report_address(self, **query: str) -> str:
        return callbacks.address(self.name, self.setting("callback_secret"), "reports", **query)

    def read_callback(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        callbacks.refuse_strangers(self.name, self.setting("callback_secret"), "reports", url)
        try:
            return self.reports_in(body, headers, url)
        except Unreadable as error:
            raise BadCallback(str(error)) from None

    @abstractmethod
    def reports_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Report]:
        """May raise BadCallback or Unreadable."""


class HandsOnReplies(HttpGateway):
    """Calls us with what people answer."""

    def read_inbound(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        callbacks.refuse_strangers(self.name, self.setting("callback_secret"), "inbound", url)
        try:
            return self.replies_in(body, headers, url)
        except Unreadable as error:
            raise BadCallback(str(error)) from None

    @abstractmethod
    def replies_in(self, body: bytes, headers: Mapping[str, str], url: str) -> Sequence[Inbound]:
        """May raise BadCallback or Unreadable."""


def report(
    fates: Mapping[str, State],
    status: str,
    *,
    key: str = "",
    reference: str = "",
    segments: int = 0,
) -> Report:
    """A status by a gateway's table. One that no source lists still proves that it has the SMS."""
    state = fates.get(status, State.ACCEPTED)
    detail = safe_code(status)
    return Report(state, key=key, reference=reference, detail=detail, segments=segments)


def digits(phone: str) -> str:
    """E.164 without the plus, as most gateways want it."""
    return phone.removeprefix("+")


def e164(phone: str) -> str:
    """A number as gateways write it in callbacks. Raises Unreadable if it is none."""
    bare = phone.strip().removeprefix("+")
    if not (bare.isascii() and bare.isdigit() and 7 <= len(bare) <= 15) or bare.startswith("0"):
        raise Unreadable("not_a_number")
    return f"+{bare}"
