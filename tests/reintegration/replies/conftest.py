"""SMS that come in, and the inbox they reach."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest

from backend.notifications import inbound, kinds, outbox
from backend.notifications.gateways.base import Inbound
from backend.notifications.kinds import Kind
from backend.notifications.states import Lane
from reintegration.consents import agreed_to
from reintegration.models import Reply, Returnee
from reintegration.states import ConsentPurpose

Write = Callable[..., Reply]


@pytest.fixture
def write(db: None) -> Write:
    """Somebody writes to us, and a worker looks."""

    def send(text: str, phone: str = "+996700123456") -> Reply:
        reference = uuid4().hex
        inbound.keep("sandbox", "", b"", [Inbound(phone, text, reference=reference)])
        inbound.read()
        return Reply.objects.get(sms__reference=reference)

    return send


@pytest.fixture
def asks(anara: Returnee, write: Write) -> Reply:
    """Anara has a question that nobody but a person understands."""
    return write("Когда начинается курс?")


@pytest.fixture
def news_on_consent(monkeypatch: pytest.MonkeyPatch) -> None:
    """A kind of message, test.news, that rests on consent; workers look when the test says so."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    monkeypatch.setattr(outbox, "wake", lambda lane: None)
    kinds.register(
        Kind(
            name="test.news",
            lane=Lane.NORMAL,
            text=lambda context: context["text"],
            expires_after=timedelta(hours=1),
            audience="tests",
            purpose=ConsentPurpose.MESSAGES,
            kept_back=agreed_to(ConsentPurpose.MESSAGES),
            quiet_hours=False,
        )
    )
