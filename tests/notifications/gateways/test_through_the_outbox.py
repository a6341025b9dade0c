"""Messages of the outbox through real adapters: what one end promises the other end keeps."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from backend.notifications import asking, callbacks, costs, delivery, polling
from backend.notifications.models import Attempt, Message
from backend.notifications.states import Lane, State
from tests.notifications.conftest import Send
from tests.notifications.gateways.conftest import Provider, set_up
from tests.notifications.gateways.fakes.server import CALLBACK_SECRET, Callback, Fault
from tests.notifications.gateways.fakes.smsc import SmscFake

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("no_worker")]


def at(*names: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("provider", names, indirect=True)


def drain(message: Message) -> State:
    """Let a worker look once, after whatever pause the message was given."""
    Message.objects.filter(pk=message.pk, next_at__gt=timezone.now()).update(next_at=timezone.now())
    delivery.drain(Lane.NORMAL)
    message.refresh_from_db()
    return State(message.state)


def posted(callback: Callback) -> int:
    """The status that the provider gets."""
    parts = urlsplit(callback.url)
    kind = callback.headers["Content-Type"]
    headers = {name: value for name, value in callback.headers.items() if name != "Content-Type"}
    path = f"{parts.path}?{parts.query}"
    response = Client().post(path, callback.body, content_type=kind, headers=headers)
    return response.status_code


@at("nikita", "oson")
def test_a_lost_answer_is_sent_again_under_its_key_and_reaches_the_phone_once(
    provider: Provider, send: Send, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": provider.fake.name}
    provider.fake.fault = Fault.DROP
    message = send()
    assert drain(message) == State.UNKNOWN
    provider.fake.fault = Fault.NONE
    assert drain(message) == State.ACCEPTED
    assert len(provider.fake.taken) == 1


@at("mobizon", "eskiz")
def test_sms_that_a_gateway_bills_only_in_its_reports_are_compared(
    provider: Provider, send: Send, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": provider.fake.name}
    provider.fake.parts = 2
    assert drain(send()) == State.ACCEPTED
    Attempt.objects.update(ask_at=timezone.now())
    polling.poll()
    assert [(one.ours, one.theirs) for one in costs.miscounts()] == [(1, 2)]


@at("eskiz", "smsc", "twilio", "infobip", "playmobile")
def test_a_lost_answer_is_asked_for_and_never_sent_again(
    provider: Provider, send: Send, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": provider.fake.name}
    provider.fake.fault = Fault.DROP
    message = send()
    assert drain(message) == State.UNKNOWN
    provider.fake.fault = Fault.NONE
    Attempt.objects.update(ask_at=timezone.now())
    asking.ask()
    assert drain(message) == State.ACCEPTED
    assert len(provider.fake.taken) == 1


@at("nikita")
def test_an_empty_account_sends_the_message_through_the_next_gateway(
    provider: Provider, send: Send, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": ["nikita", "smsc"]}
    provider.fake.fault = Fault.NO_MONEY
    with SmscFake() as other:
        set_up(settings, other)
        message = send()
        drain(message)
        assert drain(message) == State.ACCEPTED
        assert (len(provider.fake.taken), len(other.taken)) == (0, 1)


@at("nikita", "eskiz", "playmobile", "smsc", "twilio", "infobip")
def test_a_report_at_our_address_tells_the_message_and_a_forged_one_does_not(
    provider: Provider, send: Send, settings: Settings
) -> None:
    settings.SMS_ROUTES = {"": provider.fake.name}
    message = send()
    assert drain(message) == State.ACCEPTED
    real = provider.fake.report(provider.fake.taken[0], provider.fake.states[State.DELIVERED])
    forged = Callback(real.body, real.headers, real.url.replace(CALLBACK_SECRET, "x" * 30))
    assert posted(forged) == 404
    callbacks.apply()
    assert drain(message) == State.ACCEPTED
    assert posted(real) == posted(real) == 200
    callbacks.apply()
    if not provider.gateway.caps.signed:  # whoever knows the address could have written it
        polling.poll()
        assert drain(message) in (State.ACCEPTED, State.SENT)
        provider.fake.fates[provider.fake.taken[0].reference] = provider.fake.states[
            State.DELIVERED
        ]
        Attempt.objects.update(ask_at=timezone.now())
        polling.poll()
    assert drain(message) == State.DELIVERED
