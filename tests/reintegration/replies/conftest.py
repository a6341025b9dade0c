"""SMS that come in, and the inbox they reach."""

from collections.abc import Callable
from uuid import uuid4

import pytest

from backend.notifications import inbound
from backend.notifications.gateways.base import Inbound
from reintegration.models import Reply, Returnee

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
